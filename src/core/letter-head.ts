/**
 * Pure: what an office prints above and below its letters, set field by field (Nghị định 30/2020/NĐ-CP, Phụ lục I). The
 * value of a field is its lines; local practice decides what stands in them, the decree how they are printed.
 */
import { ok, type Refusal, type Result, refuse } from './error.ts';
import type { LetterHead } from './letter-draft.ts';
import type { UnitCode } from './model.ts';
import { fold, normalise } from './vietnamese.ts';

export const headFields = [
  'issuer',
  'superior',
  'letterSymbol',
  'invitationSymbol',
  'place',
  'authority',
  'signer',
  'recipients',
  'archive',
  'forwardTo',
  'contact',
  'numbered',
] as const;
export type HeadField = (typeof headFields)[number];

export type LetterHeadEvent = {
  readonly type: 'letter_head_set';
  readonly unit: UnitCode;
  readonly field: HeadField;
  /** As they are printed; none: the field is emptied. */
  readonly lines: readonly string[];
};

/** Fields an office may leave empty. */
const optional: readonly HeadField[] = ['superior', 'signer', 'recipients', 'forwardTo', 'contact'];
const emptying = /^(?:xoa|bo trong|de trong|khong co|khong)$/;

/** How many lines fit on the paper; the other fields have one. */
const linesAtMost: Readonly<Partial<Record<HeadField, number>>> = {
  ...{ issuer: 3, superior: 3, authority: 3, recipients: 8 },
};
const lineAtMost = 120;

const symbol = /^[\p{Lu}\d]+(?:-[\p{Lu}\d]+)*$/u;
/** Names are signed without titles in front (Phụ lục I, mục II.7). */
const titled = /^(?:ông|bà|anh|chị|đ\/c|đồng chí|ths|ts|pgs|gs|ks|cn)[.\s]/iu;
const yes = /^(?:co|dung|phai|yes|true)$/;
const no = /^(?:khong|chua|no|false)$/;

const split = (text: string): readonly string[] =>
  text
    .split(/\s*[\n;]\s*|\s+\/\s+/u)
    .map(normalise)
    .filter((line) => line !== '');

/**
 * Reads what an officer typed for a field: lines apart by a new line, `;` or ` / `. Refuses with
 * `letters.head.wanted|tooMany|tooLong|symbolWanted|signerPlain|yesOrNo`.
 */
export function readHeadField(field: HeadField, typed: string): Result<readonly string[]> {
  const text = typed.normalize('NFC').trim();
  const bare = fold(text);
  if (field === 'numbered') return readNumbered(bare);
  if (bare === '' || emptying.test(bare))
    return optional.includes(field) ? ok([]) : refuse('letters.head.wanted');
  const most = linesAtMost[field] ?? 1;
  const lines = most === 1 ? [normalise(text)] : split(text);
  const fault = faultOf(lines, most);
  if (fault !== null) return fault;
  const [line = ''] = lines;
  if (field === 'signer' && titled.test(line)) return refuse('letters.head.signerPlain');
  return field === 'letterSymbol' || field === 'invitationSymbol' ? readSymbol(line) : ok(lines);
}

function faultOf(lines: readonly string[], most: number): Refusal | null {
  if (lines.length === 0) return refuse('letters.head.wanted');
  if (lines.length > most) return refuse('letters.head.tooMany', { most });
  const long = lines.some((line) => [...line].length > lineAtMost);
  return long ? refuse('letters.head.tooLong', { max: lineAtMost }) : null;
}

function readNumbered(bare: string): Result<readonly string[]> {
  if (yes.test(bare)) return ok(['yes']);
  return no.test(bare) ? ok([]) : refuse('letters.head.yesOrNo');
}

function readSymbol(line: string): Result<readonly string[]> {
  const shown = line
    .toLocaleUpperCase('vi')
    .replaceAll(/\s*-\s*/gu, '-')
    .replace(/^\//u, '');
  return symbol.test(shown) ? ok([shown]) : refuse('letters.head.symbolWanted');
}

/** The lines of a field as they stand. */
export function headLines(head: LetterHead, field: HeadField): readonly string[] {
  if (field === 'letterSymbol') return [head.symbols.letter];
  if (field === 'invitationSymbol') return [head.symbols.invitation];
  if (field === 'numbered') return head.numbered ? ['yes'] : [];
  const value = head[field] ?? [];
  if (typeof value !== 'string') return value;
  return value === '' ? [] : [value];
}

/** The head with one field set. */
export function withHeadField(head: LetterHead, field: HeadField, lines: readonly string[]): LetterHead {
  const [first = ''] = lines;
  if (field === 'letterSymbol') return { ...head, symbols: { ...head.symbols, letter: first } };
  if (field === 'invitationSymbol') return { ...head, symbols: { ...head.symbols, invitation: first } };
  if (field === 'numbered') return { ...head, numbered: lines.length > 0 };
  const many = linesAtMost[field] !== undefined;
  return { ...head, [field]: many ? lines : first };
}
