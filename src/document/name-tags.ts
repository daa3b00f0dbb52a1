/** Name tags, eight on a page of A4 with lines to cut along, by given name like the roster they are handed out from. */
import { setImmediate } from 'node:timers/promises';
import { compareByGivenName } from '../core/person-name.ts';
import type { Bytes } from '../ports/document.ts';
import type { NameTags } from '../ports/paper.ts';
import { mm } from './layout.ts';
import { addPage, closePdf, openPdf, type Pdf } from './pdf.ts';
import { put, sizeToFit } from './pdf-sans.ts';
import { qrPath } from './qr.ts';

type Person = NameTags['people'][number];

const [columns, rows] = [2, 4];
const tag = { width: mm(90), height: mm(65) } as const;
const margin = { x: (mm(210) - columns * tag.width) / 2, y: (mm(297) - rows * tag.height) / 2 } as const;

const green = '#14532d';
const ink = '#111827';
const grey = '#4b5563';

function drawTag(pdf: Pdf, tags: NameTags, person: Person, at: number): void {
  const x = margin.x + (at % columns) * tag.width;
  const y = margin.y + (Math.floor(at / columns) % rows) * tag.height;
  pdf.rect(x, y, tag.width, tag.height).lineWidth(0.5).dash(3, { space: 3 }).stroke('#9ca3af');
  pdf.undash();
  pdf.rect(x, y, tag.width, 34).fill(green);
  const head = { x: x + 8, width: tag.width - 16 };
  const titleSize = sizeToFit(
    pdf,
    tags.title,
    { width: head.width, height: 20, face: 'sans-bold' },
    [13, 12, 11, 10, 9, 8],
  );
  put(
    pdf,
    tags.title,
    { ...head, y: y + 17 - titleSize * 0.65 },
    { face: 'sans-bold', size: titleSize, color: '#ffffff', align: 'center' },
  );
  const room = { width: head.width, face: 'sans-bold' as const };
  // One line if it can be read from two metres, else two lines.
  const oneLine = sizeToFit(pdf, person.name, { ...room, height: 36 }, [26, 24, 22, 20]);
  const size = sizeToFit(pdf, person.name, { ...room, height: 62 }, [oneLine, 18, 16, 14, 12]);
  const look = { face: 'sans-bold' as const, size, color: ink, align: 'center' as const };
  const tall = put(pdf, person.name, { ...head, y: y + 48 }, look);
  const code = person.qr === undefined ? 0 : 62;
  const text = { x: x + 12, width: tag.width - 24 - (code === 0 ? 0 : code + 6) };
  const align = code === 0 ? 'center' : 'left';
  put(
    pdf,
    person.line,
    { ...text, y: Math.max(y + 48 + tall + 4, y + 112) },
    { face: 'sans', size: 11, color: ink, align },
  );
  put(pdf, tags.subtitle, { ...text, y: y + tag.height - 22 }, { face: 'sans', size: 9, color: grey, align });
  if (person.qr !== undefined)
    drawCode(pdf, person.qr, x + tag.width - code - 10, y + tag.height - code - 10, code);
}

function drawCode(pdf: Pdf, content: string, x: number, y: number, size: number): void {
  pdf.save();
  pdf.translate(x, y);
  pdf.path(qrPath(content, size)).fill('#000000');
  pdf.restore();
}

/** Writes the tags as PDF. */
export async function writeNameTags(tags: NameTags): Promise<Bytes> {
  const pdf = openPdf(tags.title);
  const people = tags.people.toSorted((a, b) => compareByGivenName(a.name, b.name));
  for (const [at, person] of people.entries()) {
    if (at % (columns * rows) === 0) {
      // Hundreds of tags take a second; others get their turn between pages.
      await setImmediate();
      addPage(pdf, { size: 'A4', landscape: false, margins: { top: 0, right: 0, bottom: 0, left: 0 } });
    }
    drawTag(pdf, tags, person, at);
  }
  return closePdf(pdf);
}
