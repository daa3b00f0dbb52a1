/** Vietnamese phone numbers in the form the ZNS host wants: country code, no leading zero. */
import { createHash } from 'node:crypto';
import { ZaloInputError } from './error.ts';

/**
 * Turns `0987…`, `+84 987…`, `84987…` into `84987…`.
 * @throws ZaloInputError `bad_phone` for anything that does not give `84` and 8 to 10 digits
 */
export function toZaloPhone(phone: string): string {
  const digits = phone.replace(/[\s.()-]/g, '').replace(/^\+/, '');
  const national = digits.startsWith('0') ? `84${digits.slice(1)}` : digits;
  if (!/^84[1-9]\d{7,9}$/.test(national)) throw new ZaloInputError('bad_phone', 'phone');
  return national;
}

/** Hex SHA-256 of the `84…` form, as `/message/template/hashphone` takes it. @throws ZaloInputError `bad_phone` */
export const hashPhone = (phone: string): string =>
  createHash('sha256').update(toZaloPhone(phone)).digest('hex');
