/** Classes and events as scenario files ask for them: `@class LH1008 seats=2 kind=fair title=Hội-chợ in=10`. */
import { addDays, dayOf, startOf } from '../core/calendar.ts';
import {
  audiences,
  type Offering,
  type OfferingId,
  offeringKinds,
  type Session,
  type SessionId,
} from '../core/class.ts';
import type { Instant, UnitCode } from '../core/model.ts';
import type { SeatRules } from '../core/seats.ts';
import type { Stage } from './stage.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The class a line describes: `in` days from now, `seats` in all, `each` at once, `opens` in days, `waiting=no`. */
export function classIn(
  now: Instant,
  [code = '', ...args]: readonly string[],
): { readonly offering: Offering; readonly rules: SeatRules } {
  const said = new Map(args.map((arg) => arg.split('=') as [string, string]));
  const number = (name: string, usual: number): number => Number(said.get(name) ?? usual);
  const kind = offeringKinds.find((one) => one === said.get('kind')) ?? 'class';
  const first = addDays(dayOf(now), number('in', 10));
  const day: Omit<Session, 'id' | 'day' | 'isFieldTrip'> = {
    ...{ from: '08:00', to: '16:30', venue: 'Nhà văn hoá xã Tân Cương' },
  };
  const sessions: readonly Session[] = [
    { ...day, id: `${code}-1` as SessionId, day: first, isFieldTrip: false },
    { ...day, id: `${code}-2` as SessionId, day: addDays(first, 1), venue: 'Làng chè', isFieldTrip: true },
  ];
  const startsAt = startOf(first) + 8 * hourMs;
  return {
    offering: {
      ...{ id: `o:${code}` as OfferingId, code, kind, state: 'open', version: 1, description: '' },
      title: (said.get('title') ?? 'Kỹ-năng-bán-hàng-trên-mạng').replaceAll('-', ' '),
      ...{
        organiser: 'Chi cục Phát triển nông thôn',
        unit: '19' as UnitCode,
        tags: [],
        feeVnd: 0,
        materials: [],
      },
      unitsServed: [(said.get('unit') ?? '19') as UnitCode],
      audience: audiences.filter((one) => one === said.get('audience')),
      sessions: kind === 'class' ? sessions : sessions.slice(0, 1),
    },
    rules: {
      ...{ capacity: number('seats', 60), perProducer: null, atOnce: number('each', 1), isCancelled: false },
      hasWaitingList: said.get('waiting') !== 'no',
      opensAt: now + number('opens', -1) * dayMs,
      closesAt: startsAt - dayMs,
      startsAt,
    },
  };
}

export async function makeClass({ deps, now }: Stage, args: readonly string[]): Promise<void> {
  const { offering, rules } = classIn(now(), args);
  await deps.store.saveOffering(offering, rules, now());
}

/** `@filled LH1008 3`: that many others took a seat before. */
export async function fillClass(
  { deps, now }: Stage,
  [code = '', count = '1']: readonly string[],
): Promise<void> {
  const view = await deps.store.findOffering(code);
  if (view === null) throw new Error(`there is no class ${code}`);
  for (let n = 0; n < Number(count); n += 1) {
    const person = `p:+8490000000${n}`;
    await deps.store.actOnSeats(view.offering.id, { kind: 'join', person, producer: null, seats: 1 }, now());
  }
}
