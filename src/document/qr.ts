/** QR codes as PNG and SVG, readable from a wall and after copying: medium correction, four modules of white around. */
import QRCode from 'qrcode';
import type { Bytes } from '../ports/document.ts';

const options = { errorCorrectionLevel: 'M', margin: 4, scale: 10 } as const;

/** PNG, ten points a module; about 400 wide for a link. Small prints need fewer. */
export function qrPng(content: string, scale: number = options.scale): Promise<Bytes> {
  return QRCode.toBuffer(content, { ...options, type: 'png', scale });
}

/** The dark modules of a code, row by row. */
export function qrModules(content: string): readonly (readonly boolean[])[] {
  const { modules } = QRCode.create(content, { errorCorrectionLevel: options.errorCorrectionLevel });
  return Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) => modules.get(row, column) === 1),
  );
}

/** Path of all dark modules in a square of `size`, without the white border; runs of a row in one piece. */
export function qrPath(content: string, size: number): string {
  const rows = qrModules(content);
  const side = size / rows.length;
  const at = (steps: number) => Number((steps * side).toFixed(3));
  const runs = rows.flatMap((row, y) =>
    row.flatMap((dark, x) => {
      if (!dark || row[x - 1]) return [];
      const end = row.findIndex((next, index) => index > x && !next);
      const length = (end < 0 ? row.length : end) - x;
      return [`M${at(x)} ${at(y)}h${at(length)}v${at(1)}h${-at(length)}z`];
    }),
  );
  return runs.join('');
}

/** SVG of any size, white border included. */
export function qrSvg(content: string): string {
  const size = qrModules(content).length;
  const box = size + 2 * options.margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${box} ${box}" shape-rendering="crispEdges">`,
    `<path fill="#ffffff" d="M0 0h${box}v${box}H0z"/>`,
    `<path fill="#000000" transform="translate(${options.margin} ${options.margin})" d="${qrPath(content, size)}"/>`,
    '</svg>',
  ].join('');
}
