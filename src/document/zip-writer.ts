/** Packs a zip file from parts, one of which may come piece by piece; only the packed bytes are held. */
import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface NewPart {
  readonly path: string;
  readonly text: AsyncIterable<string> | Iterable<string>;
}

interface Packed {
  readonly path: Buffer;
  readonly data: Buffer;
  readonly size: number;
  readonly sum: number;
}

async function pack({ path, text }: NewPart): Promise<Packed> {
  const deflate = createDeflateRaw({ level: 6 });
  const chunks: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = once(deflate, 'end');
  let [size, sum] = [0, 0];
  for await (const piece of text) {
    const bytes = Buffer.from(piece, 'utf8');
    size += bytes.length;
    sum = crc32(bytes, sum);
    if (!deflate.write(bytes)) await once(deflate, 'drain');
  }
  deflate.end();
  await done;
  return { path: Buffer.from(path, 'utf8'), data: Buffer.concat(chunks), size, sum };
}

/** 1980-01-01: the same content gives the same bytes. */
const dosDate = 0x21;

function header(mark: number, part: Packed, at: number | null): Buffer {
  const central = at !== null;
  const bytes = Buffer.alloc(central ? 46 : 30);
  let to = bytes.writeUInt32LE(mark, 0);
  if (central) to = bytes.writeUInt16LE(20, to);
  to = bytes.writeUInt16LE(20, to);
  // Bit 11: names are UTF-8.
  to = bytes.writeUInt16LE(0x800, to);
  to = bytes.writeUInt16LE(8, to);
  to = bytes.writeUInt16LE(0, to);
  to = bytes.writeUInt16LE(dosDate, to);
  to = bytes.writeUInt32LE(part.sum, to);
  to = bytes.writeUInt32LE(part.data.length, to);
  to = bytes.writeUInt32LE(part.size, to);
  bytes.writeUInt16LE(part.path.length, to);
  if (central) bytes.writeUInt32LE(at, 42);
  return bytes;
}

/** Packs the parts in their order. */
export async function zip(parts: readonly NewPart[]): Promise<Uint8Array> {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const packed = await pack(part);
    const local = [header(0x04034b50, packed, null), packed.path, packed.data];
    files.push(...local);
    directory.push(header(0x02014b50, packed, at), packed.path);
    at += local.reduce((sum, { length }) => sum + length, 0);
  }
  const listed = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, ...directory, end]);
}
