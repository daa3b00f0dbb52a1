/** Pure: names of people as Vietnam writes them: họ, đệm, tên. Lists are ordered by the given name, which stands last. */
import { compareVietnamese } from './collation.ts';

function split(name: string): { readonly given: string; readonly before: string } {
  const words = name.trim().split(/\s+/);
  return { given: words.at(-1) ?? '', before: words.slice(0, -1).join(' ') };
}

/** Orders people by tên, then họ and đệm, in the order of the Vietnamese alphabet. For `Array.sort`. */
export function compareByGivenName(a: string, b: string): number {
  const [left, right] = [split(a), split(b)];
  return compareVietnamese(left.given, right.given) || compareVietnamese(left.before, right.before);
}
