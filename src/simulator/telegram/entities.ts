/** Text as it counts and shows after its formatting is read. `HTML` is known; Markdown modes are refused aloud. */
import { badRequest } from './failure.ts';
import { type Params, textParam } from './params.ts';

const known = new Set([
  'b',
  'strong',
  'i',
  'em',
  'u',
  'ins',
  's',
  'strike',
  'del',
  'a',
  'code',
  'pre',
  'blockquote',
  'tg-spoiler',
]);
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** Reads `name`, trimmed, without its markup. Throws ApiFailure 400 for broken markup. */
export function formattedText(params: Params, name: string): string {
  const text = textParam(params, name);
  const mode = textParam(params, 'parse_mode').toLowerCase();
  if (mode === '') return text.trim();
  if (mode !== 'html') throw badRequest('unsupported parse_mode');
  return withoutTags(text).trim();
}

function withoutTags(html: string): string {
  const open: string[] = [];
  const plain = html.replaceAll(/<(\/?)([^\s<>/]*)([^<>]*)(>?)/gu, (_, slash, name, __, end, at) => {
    const tag = String(name).toLowerCase();
    const where = `at byte offset ${Buffer.byteLength(html.slice(0, Number(at)))}`;
    if (end === '') throw badRequest(`can't parse entities: Unclosed start tag ${where}`);
    if (!known.has(tag)) throw badRequest(`can't parse entities: Unsupported start tag "${tag}" ${where}`);
    if (slash === '') open.push(tag);
    else if (open.pop() !== tag) throw badRequest(`can't parse entities: Unexpected end tag ${where}`);
    return '';
  });
  const last = open.pop();
  if (last !== undefined)
    throw badRequest(`can't parse entities: Can't find end tag corresponding to start tag "${last}"`);
  return plain.replaceAll(/&(lt|gt|amp|quot);/gu, (_, name) => named[String(name)] ?? '');
}
