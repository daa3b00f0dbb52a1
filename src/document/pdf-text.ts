/** Draws and measures lines of text in a PDF. */
import { type Drawable, drawable, type Face } from './font.ts';
import type { Block, Run, Style } from './layout.ts';
import type { Pdf } from './pdf.ts';

/** Where a block may stand, from left to right. */
export interface Area {
  readonly x: number;
  readonly width: number;
}

type TextBlock = Extract<Block, { kind: 'text' }>;

const faces: Readonly<Record<string, Face>> = {
  '': 'serif',
  b: 'serif-bold',
  i: 'serif-italic',
  bi: 'serif-bold-italic',
};

/** The serif face of a run inside a style. */
export function faceOf(run: Pick<Run, 'bold' | 'italic'>, style: Pick<Style, 'bold' | 'italic'>): Face {
  const bold = run.bold ?? style.bold ?? false;
  const italic = run.italic ?? style.italic ?? false;
  return faces[`${bold ? 'b' : ''}${italic ? 'i' : ''}`] ?? 'serif';
}

/** Height of a line of Tinos and Times New Roman, as a share of the size. */
export const lineHeight = 1.15;

const gapOf = (style: Style) => ((style.lines ?? 1) - 1) * style.size * lineHeight;

/** Puts up the face and the size, and gives the text as it can be drawn. */
export function ready(pdf: Pdf, text: string, face: Face, size: number): string {
  const drawn: Drawable = drawable(text, face);
  pdf.font(drawn.face).fontSize(size);
  return drawn.text;
}

function inside(area: Area, style: Style): Area {
  const [left, right] = [style.left ?? 0, style.right ?? 0];
  return { x: area.x + left, width: area.width - left - right };
}

/** Measures a block of text with the space around it. */
export function textHeight(pdf: Pdf, { runs, style }: TextBlock, area: Area): number {
  const widest = runs.find(({ bold }) => bold) ?? runs[0] ?? { text: '' };
  const text = ready(pdf, runs.map((run) => run.text).join(''), faceOf(widest, style), style.size);
  const options = { width: inside(area, style).width, indent: style.firstLine ?? 0, lineGap: gapOf(style) };
  return (style.before ?? 0) + pdf.heightOfString(text || ' ', options) + (style.after ?? 0);
}

/** Draws a block of text from `pdf.y` down and moves `pdf.y` below it. */
export function drawText(pdf: Pdf, { runs, style }: TextBlock, area: Area): void {
  const { x, width } = inside(area, style);
  pdf.fillColor(style.color ?? '#000000');
  pdf.y += style.before ?? 0;
  const options = {
    width,
    align: style.align ?? 'left',
    indent: style.firstLine ?? 0,
    lineGap: gapOf(style),
  };
  for (const [at, run] of runs.entries()) {
    const text = ready(pdf, run.text, faceOf(run, style), style.size) || ' ';
    const more = { ...options, continued: at < runs.length - 1 };
    if (at === 0) pdf.text(text, x, pdf.y, more);
    else pdf.text(text, more);
  }
  pdf.y += style.after ?? 0;
}
