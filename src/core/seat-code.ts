/** Pure: a personal code in a typed text: the one a camera read, or the one that was said aloud (`12-483`). */
import { fold } from './vietnamese.ts';

export type ShownCode =
  | { readonly kind: 'signed'; readonly code: string }
  | { readonly kind: 'spoken'; readonly code: string };

const asked =
  /(?:^| )(?:ma (?:qr |diem danh |rieng )?(?:cua )?(?:toi|em|minh|con|bac)|ma qr|ma diem danh|my (?:qr )?code)(?= |$)/;

/** Whether somebody asks for their own code ("cho tôi mã điểm danh"). */
export const asksForCode = (text: string): boolean => asked.test(fold(text));

const signed = /(?:^|[\s/=])(k_[0-9a-z]{1,11}-[\w-]{16})(?=$|\s)/;
const spoken = /^(?:(?:mã|ma|số|so|code)\s*:?\s*)*(\d{1,6})\s*[-–—./]\s*(\d{3})$/iu;

/** Reads one; `null` when the text is none. A camera's app may put a link around it. */
export function readShownCode(text: string): ShownCode | null {
  const trimmed = text.trim();
  const [, code] = signed.exec(trimmed) ?? [];
  if (code !== undefined) return { kind: 'signed', code };
  const [, no, proof] = spoken.exec(trimmed) ?? [];
  return no === undefined || proof === undefined ? null : { kind: 'spoken', code: `${Number(no)}-${proof}` };
}
