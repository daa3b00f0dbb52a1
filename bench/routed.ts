/** What a first message by a known person leads to, decided by the same routing as in service. */
import type { Handbook } from '../src/core/handbook.ts';
import type { ContactId, Day } from '../src/core/model.ts';
import type { Book, World } from '../src/flow/define.ts';
import { mayBeAnswered, route } from '../src/flow/route.ts';
import { noCriteria, noDossier } from '../test/flow/no-criteria.ts';

/** Names the flow, `global:word`, or `-` when nothing is understood. */
export function meaningFor(book: Book, handbook: Handbook, today: Day): (text: string) => string {
  const world: World = {
    calendar: { rounds: () => [], workingDaysAfter: (day) => day },
    now: 0,
    today,
    contact: {
      id: 'bench' as ContactId,
      language: 'vi',
      name: null,
      phone: null,
      unit: null,
      hamlet: null,
      consents: { service: true },
      optedOut: [],
    },
    officer: null,
    units: {
      byCode: () => undefined,
      findCommune: () => ({ kind: 'none' }),
      findProvince: () => ({ kind: 'none' }),
    },
    sets: { ids: [], propose: () => [], inGroup: () => [] },
    handbook,
    criteria: noCriteria,
    dossier: noDossier,
    consentVersion: '',
  };
  const answered = (ctx: Parameters<typeof mayBeAnswered>[0], text: string): string =>
    mayBeAnswered(ctx) && handbook.ask(text, { language: 'vi', today }).kind === 'found' ? 'handbook' : '-';
  return (text) => {
    const agreed = book.understanding.agreement(text);
    if (agreed !== null) return `global:${agreed}`;
    const ctx = { book, world, input: { kind: 'text', text } as const, inboundId: 'bench' };
    const move = route(ctx, { current: null, parked: [] });
    if (move.kind === 'word') return `global:${move.word}`;
    if (move.kind !== 'start') return '-';
    // Where words go when nothing was received that they may answer.
    if (move.to.flow === 'reply') return move.to.arg ?? answered(ctx, text);
    if (move.to.flow !== 'handbook' || move.to.step !== 'answer') return move.to.flow;
    return answered(ctx, text);
  };
}
