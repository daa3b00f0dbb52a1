/** Pictures for the chat: drawn as SVG, sent as PNG with our fonts, so that every diacritic stands where it belongs. */
import type { Bytes } from '../ports/document.ts';
import { drawable, type Face, fontPath } from './font.ts';
import { widthOf } from './pdf.ts';
import { escapeXml } from './xml.ts';

export const pictureWidth = 1080;

export const ink = {
  text: '#111827',
  grey: '#4b5563',
  pale: '#e5e7eb',
  green: '#15803d',
  before: '#94a3b8',
} as const;

export interface Words {
  readonly size: number;
  readonly face?: 'sans' | 'sans-medium' | 'sans-bold';
  readonly color?: string;
  readonly align?: 'start' | 'middle' | 'end';
}

const weights: Readonly<Record<string, number>> = { sans: 400, 'sans-medium': 500, 'sans-bold': 700 };

/** One line of text; `y` is its base line. */
export function words(text: string, x: number, y: number, look: Words): string {
  const face: Face = look.face ?? 'sans';
  const drawn = drawable(text, face);
  const family = drawn.face.startsWith('sans') ? 'Be Vietnam Pro' : 'Tinos';
  const attributes = `font-family="${family}" font-weight="${weights[face]}" font-size="${look.size}"`;
  const place = `x="${x}" y="${y}" text-anchor="${look.align ?? 'start'}" fill="${look.color ?? ink.text}"`;
  return `<text ${place} ${attributes}>${escapeXml(drawn.text)}</text>`;
}

/** Breaks a text into lines that keep within a width. */
export function wrap(text: string, width: number, look: Words): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, look.face ?? 'sans', look.size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].filter((each) => each !== '');
}

/** What was drawn, and how far down it reaches. */
export interface Drawn {
  readonly svg: string;
  readonly bottom: number;
}

/** Several lines from `top` down. */
export function wrapped(text: string, x: number, top: number, width: number, look: Words): Drawn {
  const step = look.size * 1.3;
  const anchor = look.align === 'middle' ? x + width / 2 : x;
  const lines = wrap(text, width, look);
  const svg = lines.map((line, at) => words(line, anchor, top + look.size + at * step, look)).join('');
  return { svg, bottom: top + lines.length * step };
}

export const box = (x: number, y: number, width: number, height: number, fill: string): string =>
  width <= 0
    ? ''
    : `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${height / 4}" fill="${fill}"/>`;

const faces: readonly Face[] = ['sans', 'sans-medium', 'sans-bold', 'serif', 'serif-bold'];

/**
 * The drawing library is native, so it is loaded only when a picture is asked for. To choose its build it reads Node's
 * report on the process, which asks DNS for the name of every open connection, one after the other, and stops all else
 * meanwhile: half a minute where DNS does not answer. Connections are therefore left out of reports.
 */
async function loadResvg() {
  Object.assign(process.report, { excludeNetwork: true });
  return import('@resvg/resvg-js');
}

/** Turns drawings on white into a PNG. */
export async function toPng(svg: string, height: number): Promise<Bytes> {
  const { Resvg } = await loadResvg();
  const size = `width="${pictureWidth}" height="${height}" viewBox="0 0 ${pictureWidth} ${height}"`;
  const whole = `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="100%" height="100%" fill="#ffffff"/>${svg}</svg>`;
  const font = {
    fontFiles: faces.map(fontPath),
    loadSystemFonts: false,
    defaultFontFamily: 'Be Vietnam Pro',
  };
  return new Resvg(whole, { font }).render().asPng();
}
