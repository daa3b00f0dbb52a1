/** Seals secrets for the database with AES-256-GCM: whoever has only the database, or a backup of it, reads nothing. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { ConfigError } from '../core/error.ts';

export interface Seal {
  /** @param about what it is and whose; the sealed text opens under the same words only */
  close(text: string, about: string): string;
  /** @throws ConfigError when it was sealed with another key, or was tampered with */
  open(sealed: string, about: string): string;
}

export const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
/** Sealed texts: form, id of the key, then nonce, tag and cipher text in base64url. */
const form = 'v1';

/** @param key 32 random bytes */
export function createSeal(key: Uint8Array): Seal {
  if (key.byteLength !== keyBytes) throw new RangeError(`a key has ${keyBytes} bytes`);
  const keyId = createHash('sha256').update('key id').update(key).digest('hex').slice(0, 8);
  return {
    close(text, about) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [form, keyId, Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')].join('.');
    },
    open(sealed, about) {
      const [, sealedWith, packed = ''] = sealed.split('.');
      if (sealedWith !== keyId) throw unreadable('were sealed with another key');
      const bytes = Buffer.from(packed, 'base64url');
      const [nonce, tag] = [bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes, nonceBytes + tagBytes)];
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
        decipher.setAAD(Buffer.from(about)).setAuthTag(tag);
        const body = bytes.subarray(nonceBytes + tagBytes);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch {
        throw unreadable('are damaged');
      }
    },
  };
}

const unreadable = (why: string) =>
  new ConfigError([
    `The Zalo tokens in the database ${why}: start with the ZALO_TOKEN_KEY or the DATA_DIR of before, or connect the account again.`,
  ]);
