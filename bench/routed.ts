/** What a first message by a known person leads to, decided by the same routing as in service. */
import type { Handbook } from '../src/core/handbook.ts';
import type { Day } from '../src/core/model.ts';
import type { Book, World } from '../src/flow/define.ts';
import { officersOnly } from '../src/flow/meant.ts';
import { mayBeAnswered, nothingOfOurs, route } from '../src/flow/route.ts';
import { nowhere } from '../test/flow/nowhere.ts';
import type { Asked } from '../test/understanding/read-set.ts';

/** Who officers are is known before they write; what only officers ask for is asked by one. */
const isByOfficer = ({ meanings }: Asked): boolean => meanings.every((one) => officersOnly.includes(one));

const elsewhere = (arg: string | undefined, answered: () => string): string =>
  arg === nothingOfOurs ? '-' : (arg ?? answered());

/** Names the flow, `global:word`, or `-` when nothing is understood. */
export function meaningFor(book: Book, handbook: Handbook, today: Day): (asked: Asked) => string {
  const blank = nowhere(true);
  const anybody: World = { ...blank, today, contact: { ...blank.contact, language: 'vi' }, handbook };
  const officer: World = { ...anybody, officer: { role: 'commune', units: [] } };
  const answered = (ctx: Parameters<typeof mayBeAnswered>[0], text: string): string =>
    mayBeAnswered(ctx) && handbook.ask(text, { language: 'vi', today }).kind === 'found' ? 'handbook' : '-';
  return (asked) => {
    const { text } = asked;
    const agreed = book.understanding.agreement(text);
    if (agreed !== null) return `global:${agreed}`;
    const world = isByOfficer(asked) ? officer : anybody;
    const ctx = { book, world, input: { kind: 'text', text } as const, inboundId: 'bench' };
    const move = route(ctx, { current: null, parked: [] });
    if (move.kind === 'word') return `global:${move.word}`;
    if (move.kind !== 'start') return '-';
    // Where words go when nothing was received that they may answer.
    if (move.to.flow === 'reply') return elsewhere(move.to.arg, () => answered(ctx, text));
    if (move.to.flow !== 'handbook' || move.to.step !== 'answer') return move.to.flow;
    return answered(ctx, text);
  };
}
