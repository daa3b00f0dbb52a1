/** Pure: amounts as people say them: a head count as a number, an output with what it comes to in plain units. */
import type { TextRef } from '../../core/event.ts';
import type { Input } from '../../core/message.ts';
import { formatNumber, parseQuantity } from '../../core/quantity.ts';
import type { Parsed } from '../define.ts';
import { wordsOf } from './text-answer.ts';

const headCounts: readonly string[] = ['person', 'household', 'item'];
/** A village knows no bigger workshop; anything above is a slip. */
const peopleAtMost = 10_000;

/** Reads how many people: `4`, `4 người`, `20-30 người` (the lower end). */
export function readCount(input: Input): Parsed {
  const text = wordsOf(input);
  if (text === null) return { ok: false };
  const read = parseQuantity(text);
  const fits =
    read !== null && headCounts.includes(read.unit) && read.amount > 0 && read.amount <= peopleAtMost;
  return fits
    ? { ok: true, value: Math.round(read.amount) }
    : { ok: false, hint: 'registerIdea.more.workersHint' };
}

/** Units that people name in many ways (`tạ`, `yến`, `xị`, `triệu`). */
const plainUnits: readonly string[] = ['kg', 'litre', 'vnd'];

/** An amount in the person's words, and in plain units where these say more: `2 tạ một năm` (200 kg). */
export function shownAmount(text: string): string | TextRef {
  const read = parseQuantity(text);
  if (read === null || !plainUnits.includes(read.unit)) return text;
  const numbers = [read.amount, read.upTo].flatMap((number) =>
    number === undefined ? [] : [formatNumber(number)],
  );
  const amount = numbers.join('–');
  const saidSo = text.replace(/[\s.]/g, '').includes(amount.replace(/[\s.]/g, ''));
  if (saidSo) return text;
  const unit = { key: `idea.unit.${read.unit}` };
  return read.per === undefined
    ? { key: 'idea.amount', vars: { text, amount, unit } }
    : { key: 'idea.amountPer', vars: { text, amount, unit, per: { key: `idea.per.${read.per}` } } };
}
