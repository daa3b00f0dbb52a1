/** What officers know of their classes in the world of the scenarios: people at the desk, what was said to them. */
import type { ContactId } from '../../src/core/model.ts';
import { isLive } from '../../src/core/seat-act.ts';
import type { NoticeKind } from '../../src/core/seats.ts';
import type { ClassDesk, DeskPerson, SentMessage } from '../../src/flow/needs/class-office.ts';
import { rollIn } from './toy-seats.ts';
import type { Town } from './toy-world.ts';

interface Memory {
  /** Short codes of what officers opened, the latest last. */
  readonly made: string[];
  readonly notices: {
    readonly person: string;
    readonly kind: NoticeKind;
    readonly code: string;
    readonly text: string | null;
  }[];
  readonly sent: (SentMessage & { readonly code: string })[];
  /** `claim` and words. */
  readonly had: Set<string>;
}
const memories = new WeakMap<Town, Memory>();
export const memoryOf = (town: Town): Memory => {
  const memory = memories.get(town) ?? { made: [], notices: [], sent: [], had: new Set() };
  memories.set(town, memory);
  return memory;
};

/** Three digits that nobody has to guess in a scenario. */
export const toyCode = (no: number): string => `${no}-${String(no * 111).padStart(3, '0')}`;

export function deskIn(town: Town, code: string, asker: ContactId, text = ''): ClassDesk | null {
  const [there, roll] = [town.classes.get(code), rollIn(town, code, asker)];
  if (there === undefined || roll.kind !== 'roll' || roll.view === null) return null;
  const named = (id: string) => there.attendees.get(id) ?? town.people.get(id)?.contact.name ?? id;
  const phoneOf = (id: string) => town.people.get(id)?.contact.phone ?? null;
  const live = there.seating.claims.filter(isLive);
  const people = live.map((claim): DeskPerson => {
    const id = `c${claim.no}`;
    return {
      ...claim,
      claim: id,
      isConfirmed: false,
      name: named(claim.person),
      account: town.people.has(claim.person) ? 'ok' : 'none',
      sharesPhone:
        phoneOf(claim.person) !== null &&
        live.filter((one) => phoneOf(one.person) === phoneOf(claim.person)).length > 1,
      states: roll.rows.find((row) => row.claim === id)?.states ?? {},
      hadIt: memoryOf(town).had.has(`${code}/${id}/${text}`),
    };
  });
  return { view: roll.view, people };
}
