/** A picture that the page sends for a person. */
import type { HonoRequest } from 'hono';
import { DeedRefused } from './deed.ts';

const bytesAtMost = 32 * 1024 * 1024;

/** Reads the body of the request. @throws DeedRefused when it says it is none or too large */
export async function readPhoto(request: HonoRequest): Promise<{ bytes: Uint8Array; mime: string }> {
  const mime = request.header('content-type') ?? '';
  const declared = Number(request.header('content-length') ?? 0);
  if (!mime.startsWith('image/') || declared > bytesAtMost) throw new DeedRefused('malformed');
  return { bytes: new Uint8Array(await request.arrayBuffer()), mime };
}
