/** Pure: links that open a conversation: `t.me/…?start=i_CODE`, the same text typed, and codes on posters. */
import { parseOfferingCode } from '../core/class.ts';
import type { Reference } from './reference.ts';

/** Deep-link prefixes: by their letter. */
const deepLinks: Readonly<Record<string, (code: string) => Reference>> = {
  i: (code) => ({ flow: 'officer', step: 'join', arg: code }),
  l: (code) => ({ flow: 'link', step: 'confirm', arg: code }),
  c: (code) => ({ flow: 'join-class', step: 'confirm', arg: code }),
};

/** Where the argument of a start link leads. */
export function deepLink(arg: string | undefined): Reference | null {
  // Keyboards write the first letter large.
  const [, kind = '', code = ''] = /^([a-z])_([\w-]{3,60})$/iu.exec(arg ?? '') ?? [];
  return deepLinks[kind.toLowerCase()]?.(code) ?? null;
}

/** A link's text as typed, or the code of a class or event, which stands on posters. */
export function typedLink(text: string): Reference | null {
  const code = parseOfferingCode(text);
  return code === null ? deepLink(text.trim()) : { flow: 'join-class', step: 'confirm', arg: code };
}
