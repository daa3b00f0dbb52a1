/** Opens docx and xlsx files in tests: the parts of a zip as text, read from its central directory. */
import { inflateRawSync } from 'node:zlib';

/** Gives every part by its path. */
export function unzip(bytes: Uint8Array): ReadonlyMap<string, string> {
  const file = Buffer.from(bytes);
  const end = file.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0) throw new Error('not a zip file');
  const parts = new Map<string, string>();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((field) => file.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const local = file.readUInt32LE(at + 42);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const data = file.subarray(start, start + size);
    const path = file.toString('utf8', at + 46, at + 46 + name);
    parts.set(path, (method === 0 ? data : inflateRawSync(data)).toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return parts;
}

/** A part that must be there. */
export function part(bytes: Uint8Array, path: string): string {
  const found = unzip(bytes).get(path);
  if (found === undefined) throw new Error(`no part ${path}`);
  return found;
}
