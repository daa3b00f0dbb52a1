/** Opens and closes PDF files with our fonts inside; the one place that knows how pdfkit hands out its bytes. */
import PDFDocument from 'pdfkit';
import type { Bytes } from '../ports/document.ts';
import { allFaces, drawable, type Face, fontOf } from './font.ts';
import type { Margins } from './layout.ts';

export type Pdf = InstanceType<typeof PDFDocument>;

export interface PdfPage {
  readonly size: 'A4' | 'A3';
  readonly landscape: boolean;
  readonly margins: Margins;
}

/** Opens a file without a page in it. */
export function openPdf(title: string): Pdf {
  const pdf = new PDFDocument({
    autoFirstPage: false,
    bufferPages: true,
    lang: 'vi',
    displayTitle: true,
    info: { Title: title.normalize('NFC'), Creator: 'ocop-bot' },
  });
  // The library takes opened fonts as well (its PDFFontFactory asks for `layout`); only its types do not say so.
  for (const face of allFaces) pdf.registerFont(face, fontOf(face) as unknown as Uint8Array);
  return pdf;
}

/** Begins a page; those that follow by overflow are like it. */
export function addPage(pdf: Pdf, page: PdfPage): void {
  const options = {
    size: page.size,
    layout: page.landscape ? ('landscape' as const) : ('portrait' as const),
    margins: { ...page.margins },
  };
  Object.assign(pdf.options, options);
  pdf.addPage(options);
}

/** Ends the file and gives its bytes. */
export async function closePdf(pdf: Pdf): Promise<Bytes> {
  const chunks: Uint8Array[] = [];
  const done = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  pdf.end();
  await done;
  return Buffer.concat(chunks);
}

let ruler: Pdf | undefined;

/** Measures a line of text in points. */
export function widthOf(text: string, face: Face, size: number): number {
  ruler ??= openPdf('');
  const drawn = drawable(text, face);
  return ruler.font(drawn.face).fontSize(size).widthOfString(drawn.text);
}
