/**
 * Links to files for channels that cannot carry them: what a link opens and until when is signed, so nobody can guess or
 * change one, and nothing has to be kept.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant, MediaId } from '../core/model.ts';

/** What a link leads to. */
export interface LinkedFile {
  readonly media: MediaId;
  readonly name: string;
}

export interface FileLinks {
  /** A link that works until `until`. */
  make(file: LinkedFile, until: Instant): string;
  /** What a link's token leads to; `null` when it is forged or over. */
  open(token: string, now: Instant): LinkedFile | null;
}

type Payload = readonly [media: string, name: string, until: number];

/** @param base address of the service, without a slash at its end */
export function createFileLinks(key: Uint8Array, base: string): FileLinks {
  const sign = (body: string) => createHmac('sha256', key).update(body).digest();
  return {
    make({ media, name }, until) {
      const payload: Payload = [media, name, until];
      const body = Buffer.from(JSON.stringify(payload)).toString('base64url');
      return `${base}/files/${body}.${sign(body).toString('base64url')}`;
    },
    open(token, now) {
      const [body = '', given = ''] = token.split('.');
      const expected = sign(body);
      const mac = Buffer.from(given, 'base64url');
      if (mac.byteLength !== expected.byteLength || !timingSafeEqual(mac, expected)) return null;
      const [media, name, until] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Payload;
      return until > now ? { media: media as MediaId, name } : null;
    },
  };
}
