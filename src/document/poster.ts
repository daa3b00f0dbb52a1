/** Posters for commune halls and markets: what, when, where, and three ways to sign up without knowing anything. */
import type { Bytes } from '../ports/document.ts';
import type { Poster } from '../ports/paper.ts';
import { a4, mm } from './layout.ts';
import { upper } from './letter-head.ts';
import { addPage, closePdf, openPdf, type Pdf } from './pdf.ts';
import { put, sizeToFit } from './pdf-sans.ts';
import { qrPath } from './qr.ts';
import type { Say } from './say.ts';

const green = '#14532d';
const red = '#b91c1c';
const ink = '#111827';
const grey = '#4b5563';
const pale = '#ecfdf5';

const side = mm(16);
const inner = a4.width - 2 * side;

function drawBand(pdf: Pdf, poster: Poster): void {
  pdf.rect(0, 0, a4.width, 96).fill(green);
  const issuer = upper(poster.issuer.join(' · '));
  put(
    pdf,
    issuer,
    { x: side, y: 24, width: inner },
    { face: 'sans-medium', size: 13, color: '#d1fae5', align: 'center' },
  );
  put(
    pdf,
    poster.kicker,
    { x: side, y: 48, width: inner },
    { face: 'sans-bold', size: 24, color: '#ffffff', align: 'center' },
  );
}

/** Gives where it ended. */
function drawTitle(pdf: Pdf, title: string): number {
  const room = { width: inner, height: 128, face: 'sans-bold' as const };
  const size = sizeToFit(pdf, title, room, [40, 36, 32, 28, 24, 20]);
  const place = { x: side, y: 114, width: inner };
  return place.y + put(pdf, title, place, { face: 'sans-bold', size, color: red, align: 'center' });
}

const labelWidth = 92;

function drawFacts(pdf: Pdf, { facts }: Poster, from: number, to: number): void {
  const value = { x: side + labelWidth, width: inner - labelWidth };
  const text = facts.map((fact) => fact.value).join('\n');
  const room = { width: value.width, height: to - from - facts.length * 6, face: 'sans-medium' as const };
  const size = sizeToFit(pdf, text, room, [18, 17, 16, 15, 14, 13, 12, 11]);
  let y = from;
  for (const fact of facts) {
    put(
      pdf,
      fact.label,
      { x: side, y: y + (size - 12) * 0.7, width: labelWidth - 8 },
      { face: 'sans', size: 12, color: grey },
    );
    y += put(pdf, fact.value, { ...value, y }, { face: 'sans-medium', size, color: ink }) + 6;
  }
}

function drawCode(pdf: Pdf, code: Poster['codes'][number], x: number, width: number): void {
  const [top, size] = [452, 142];
  pdf.roundedRect(x, top, width, 226, 10).lineWidth(1.5).fillAndStroke('#ffffff', green);
  put(
    pdf,
    code.channel,
    { x, y: top + 10, width },
    { face: 'sans-bold', size: 20, color: green, align: 'center' },
  );
  pdf.save();
  pdf.translate(x + (width - size) / 2, top + 42);
  pdf.path(qrPath(code.link, size)).fill('#000000');
  pdf.restore();
  const place = { x: x + 10, y: top + 192, width: width - 20 };
  put(pdf, code.caption, place, { face: 'sans', size: 11.5, color: ink, align: 'center' });
}

function drawCodes(pdf: Pdf, { codes }: Poster, say: Say): void {
  put(
    pdf,
    say('poster.register'),
    { x: side, y: 424, width: inner },
    { face: 'sans-bold', size: 17, color: ink, align: 'center' },
  );
  const gap = 18;
  const width = Math.min(240, (inner - gap * (codes.length - 1)) / Math.max(1, codes.length));
  const start = (a4.width - codes.length * width - gap * (codes.length - 1)) / 2;
  for (const [at, code] of codes.entries()) drawCode(pdf, code, start + at * (width + gap), width);
}

function drawFoot(pdf: Pdf, poster: Poster, say: Say): void {
  const top = 692;
  pdf.roundedRect(side, top, inner, 78, 10).fill(pale);
  const middle = { x: side + 10, width: inner - 20 };
  put(
    pdf,
    say('poster.code'),
    { ...middle, y: top + 8 },
    { face: 'sans', size: 13, color: ink, align: 'center' },
  );
  put(
    pdf,
    poster.shortCode,
    { ...middle, y: top + 26 },
    { face: 'sans-bold', size: 36, color: red, align: 'center' },
  );
  if (poster.hotline !== null) {
    const text = say('poster.hotline', { hotline: poster.hotline });
    put(
      pdf,
      text,
      { x: side, y: 776, width: inner },
      { face: 'sans-bold', size: 18, color: green, align: 'center' },
    );
  }
  put(
    pdf,
    poster.footer,
    { x: side, y: 806, width: inner },
    { face: 'sans', size: 10.5, color: grey, align: 'center' },
  );
}

/** Draws everything as for A4; A3 is exactly √2 as large. */
export async function writePoster(poster: Poster, paper: 'A4' | 'A3', say: Say): Promise<Bytes> {
  const pdf = openPdf(poster.title);
  addPage(pdf, { size: paper, landscape: false, margins: { top: 0, right: 0, bottom: 0, left: 0 } });
  if (paper === 'A3') pdf.scale(Math.SQRT2);
  drawBand(pdf, poster);
  const below = drawTitle(pdf, poster.title) + 14;
  drawFacts(pdf, poster, below, 416);
  drawCodes(pdf, poster, say);
  drawFoot(pdf, poster, say);
  return closePdf(pdf);
}
