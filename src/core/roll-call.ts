/** Pure: what an officer types when calling the roll: numbers, a name, a state before them, somebody who was not on the list. */
import type { MarkState } from './attendance.ts';
import { fold } from './vietnamese.ts';

export interface RollRow {
  readonly claim: string;
  /** Number on the list. */
  readonly no: number;
  readonly name: string;
  /** At the session that is called; `null` while nobody said anything. */
  readonly state: MarkState | null;
}

export type RollDeed =
  | { readonly kind: 'mark'; readonly claims: readonly string[]; readonly state: MarkState }
  | { readonly kind: 'walk_in'; readonly name: string };

/** Words before the number or name, as folded; nothing before it is "present". */
const states: readonly (readonly [RegExp, MarkState])[] = [
  [/^(?:den muon|muon|tre|late) /, 'late'],
  [/^(?:vang co phep|co phep|xin phep|phep|excused) /, 'excused'],
  [/^(?:vang mat|vang|nham|absent) /, 'absent'],
  [/^(?:co mat|co|present) /, 'present'],
];

/** Reads a line; `null` when a number is on nobody or a name fits several or none. */
export function readRollCall(text: string, rows: readonly RollRow[]): RollDeed | null {
  const [, added] = /^\s*(?:thêm|them|add)\s*:?\s+(.+)$/iu.exec(text.normalize('NFC')) ?? [];
  if (added !== undefined) return /\p{L}/u.test(added) ? { kind: 'walk_in', name: added.trim() } : null;
  const folded = fold(text);
  const [words, state] = states.find(([pattern]) => pattern.test(folded)) ?? [/^/, 'present'];
  const rest = folded.replace(words, '');
  const claims = peopleNamed(rest, rows);
  return claims === null ? null : { kind: 'mark', claims, state };
}

type Listed = Pick<RollRow, 'claim' | 'no' | 'name'>;

/** Whom numbers of the list or a name mean; `null` when a number is on nobody, or a name fits several or none. */
export function peopleNamed(text: string, rows: readonly Listed[]): readonly string[] | null {
  const folded = fold(text);
  return /^[\d ,]+$/.test(folded) ? byNumber(folded, rows) : byName(folded, rows);
}

function byNumber(text: string, rows: readonly Listed[]): readonly string[] | null {
  const numbers = text.split(/[ ,]+/).filter((word) => word !== '');
  const found = numbers.flatMap((word) => rows.find(({ no }) => no === Number(word))?.claim ?? []);
  return found.length === numbers.length && found.length > 0 ? found : null;
}

function byName(text: string, rows: readonly Listed[]): readonly string[] | null {
  const whole = rows.filter(({ name }) => fold(name) === text);
  const part = rows.filter(({ name }) => ` ${fold(name)} `.includes(` ${text} `));
  const fitting = whole.length > 0 ? whole : part;
  return fitting.length === 1 && text !== '' ? fitting.map(({ claim }) => claim) : null;
}
