/** Text in the sans face at a fixed place, for posters and name tags. */
import type { Face } from './font.ts';
import type { Pdf } from './pdf.ts';
import { ready } from './pdf-text.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface Look {
  readonly face: Face;
  readonly size: number;
  readonly color: string;
  readonly align?: 'left' | 'center' | 'right';
}

/** Draws a text and gives its height. */
export function put(pdf: Pdf, text: string, { x, y, width }: Place, look: Look): number {
  const drawn = ready(pdf, text, look.face, look.size);
  if (drawn === '') return 0;
  const options = { width, align: look.align ?? 'left', lineGap: -look.size * 0.06 };
  pdf.fillColor(look.color).text(drawn, x, y, options);
  return pdf.heightOfString(drawn, options);
}

/** Gives the largest of the sizes at which the text keeps within width and height, else the smallest. */
export function sizeToFit(
  pdf: Pdf,
  text: string,
  room: { readonly width: number; readonly height: number; readonly face: Face },
  sizes: readonly number[],
): number {
  const fits = (size: number) => {
    const drawn = ready(pdf, text, room.face, size);
    const widest = Math.max(...drawn.split(/\s+/).map((word) => pdf.widthOfString(word)));
    return widest <= room.width && pdf.heightOfString(drawn, { width: room.width }) <= room.height;
  };
  return sizes.find(fits) ?? sizes.at(-1) ?? 10;
}
