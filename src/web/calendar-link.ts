/**
 * Addresses of calendars: a random half that the database knows, and its signature. Who guesses or changes one is turned
 * away before anything is looked up; who reads the database learns no address, as the key is not in it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CalendarLinks } from '../ports/calendar-feed.ts';

/** Half of SHA-256 is beyond guessing, and the address stays short enough to be typed over once. */
const signatureBytes = 16;
const shape = /^([\w-]{22})([\w-]{22})$/;

/** @param base address of the service, without a slash at its end */
export function createCalendarLinks(key: Uint8Array, base: string): CalendarLinks {
  const sign = (address: string) =>
    createHmac('sha256', key).update(`calendar:${address}`).digest().subarray(0, signatureBytes);
  const page = (address: string) => `${base}/lich/${address}${sign(address).toString('base64url')}`;
  return {
    page,
    feed: (address) => `${page(address)}.ics`,
    open(token) {
      const [, address = '', given = ''] = shape.exec(token) ?? [];
      const mac = Buffer.from(given, 'base64url');
      return mac.byteLength === signatureBytes && timingSafeEqual(mac, sign(address)) ? address : null;
    },
  };
}
