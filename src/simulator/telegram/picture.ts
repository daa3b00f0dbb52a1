/** Which picture format bytes are in, by their first bytes. */
const marks: readonly (readonly [mime: string, start: string])[] = [
  ['image/jpeg', 'ffd8ff'],
  ['image/png', '89504e470d0a1a0a'],
  ['image/gif', '47494638'],
  ['image/webp', '52494646'],
];

/** The MIME type; `null` when the bytes are no picture. */
export function pictureMime(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  return marks.find(([, mark]) => start.startsWith(mark))?.[0] ?? null;
}
