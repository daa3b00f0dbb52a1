/** Opens RGBA PNG pictures in tests and counts their colours. */
import { inflateSync } from 'node:zlib';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** How many points have exactly this colour. */
  readonly count: (hex: string) => number;
}

function dataOf(file: Buffer): Buffer {
  const data: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const isData = file.toString('latin1', at + 4, at + 8) === 'IDAT';
    if (isData) data.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  return inflateSync(Buffer.concat(data));
}

function predict(filter: number, left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(guess - value)) as [number, number, number];
  const nearest = b <= c ? up : corner;
  const paeth = a <= b && a <= c ? left : nearest;
  return [0, left, up, (left + up) >> 1, paeth][filter] ?? 0;
}

/** Undoes the filters: each byte was stored as its difference from its neighbours. */
function unfilter(raw: Buffer, stride: number): Buffer {
  const rows = raw.length / (stride + 1);
  const points = Buffer.alloc(stride * rows);
  const at = (x: number, y: number) => (x < 0 || y < 0 ? 0 : (points[y * stride + x] ?? 0));
  for (let y = 0; y < rows; y++) {
    const filter = raw[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x++) {
      const guess = predict(filter, at(x - 4, y), at(x, y - 1), at(x - 4, y - 1));
      points[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return points;
}

export function readPng(bytes: Uint8Array): Picture {
  const file = Buffer.from(bytes);
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const points = unfilter(dataOf(file), width * 4);
  const count = (hex: string) => {
    const wanted = Number.parseInt(hex, 16);
    let found = 0;
    for (let at = 0; at < points.length; at += 4) if (points.readUIntBE(at, 3) === wanted) found++;
    return found;
  };
  return { width, height, count };
}
