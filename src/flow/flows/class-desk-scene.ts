/** Pure: what all steps at the desk of a class share: the class looked at, its people, and that it is one of the officer's units. */
import type { Session } from '../../core/class.ts';
import type { VarValue } from '../../core/event.ts';
import { heldSeats } from '../../core/seat-act.ts';
import type { EndStep, Line, Option, Scene } from '../define.ts';
import type { ClassDesk, DeskPerson } from '../needs/class-office.ts';
import type { OfferingView } from '../needs/seats.ts';
import type { Query } from '../needs.ts';
import { codeIn, visitLines } from './offering-card.ts';

export const codeOf = ({ arg }: Pick<Scene, 'arg'>): string => codeIn(arg ?? '');

export const deskOf = ({ world }: Pick<Scene, 'world'>): ClassDesk | null =>
  world.found?.kind === 'classDesk' ? world.found.desk : null;

export const viewOf = (scene: Scene): OfferingView | null => deskOf(scene)?.view ?? null;
export const peopleOf = (scene: Scene): readonly DeskPerson[] => deskOf(scene)?.people ?? [];
export const sessionsOf = (scene: Scene): readonly Session[] => viewOf(scene)?.offering.sessions ?? [];
export const versionOf = (scene: Scene): number => viewOf(scene)?.offering.version ?? 0;

/** Looks the class up for the officer's units, whatever step it is. */
export const lookup = (_input: unknown, scene: Scene): Query | null =>
  codeOf(scene) === '' ? null : { kind: 'classDesk', code: codeOf(scene) };

/** Seats taken or held for an offer. */
export const heldIn = (scene: Scene): number => heldSeats({ claims: peopleOf(scene).map(asClaim) });
const asClaim = (one: DeskPerson) => ({ ...one, answerBy: null });

export const waitingIn = (scene: Scene): number =>
  peopleOf(scene).filter(({ state }) => state === 'waiting').length;

export const isCancelled = (scene: Scene): boolean => viewOf(scene)?.offering.state === 'cancelled';

/** Still to come and not cancelled: what it says may be changed. */
export const isAlive = (scene: Scene): boolean => {
  const view = viewOf(scene);
  return (
    view !== null &&
    view.offering.state === 'open' &&
    (sessionsOf(scene).at(-1)?.day ?? '') >= scene.world.today
  );
};

export const unlessTheirs = {
  to: ['notOfficer', 'notYours'],
  pick: (scene: Scene) => {
    if (scene.world.officer === null) return 'notOfficer';
    return viewOf(scene) === null ? 'notYours' : null;
  },
};

/** What is over cannot be changed any more. */
export const unlessAlive = {
  to: [...unlessTheirs.to, 'over'],
  pick: (scene: Scene) => unlessTheirs.pick(scene) ?? (isAlive(scene) ? null : 'over'),
};

export const toOpen = {
  to: ['class-desk:open'],
  pick: (scene: Scene) => `class-desk:open:${codeOf(scene)}`,
};

export const back = (scene: Scene): readonly Option[] => [
  { value: `class-desk:open:${codeOf(scene)}`, label: { key: 'classDesk.backToClass' } },
  { value: 'help', label: { key: 'help.button' } },
];

/** Who would be told, and who has to be called because no account of theirs is there. */
export function toldVars(scene: Scene): { readonly told: number; readonly others: number } {
  const told = peopleOf(scene).filter(({ account }) => account === 'ok').length;
  return { told, others: peopleOf(scene).length - told };
}

export const hasPeople = (scene: Scene): boolean => peopleOf(scene).length > 0;
export const hasNobody = (scene: Scene): boolean => !hasPeople(scene);
export const hasOthers = (scene: Scene): boolean => toldVars(scene).others > 0;

export const outcome: readonly Line[] = [
  { text: 'classDesk.outcome', vars: () => ({ outcome: { slot: 'classOutcome' } }) },
];

/** The class with other sessions, as people would read it. */
export const cardWith = (scene: Scene, sessions: readonly Session[]): VarValue => {
  const view = viewOf(scene);
  return { lines: view === null ? [] : visitLines({ ...view, offering: { ...view.offering, sessions } }) };
};

export const titleOf = (scene: Scene): string => viewOf(scene)?.offering.title ?? '';

/** Ends by stating facts, on the class as it stands; then the class again. */
export const stating = (emit: NonNullable<EndStep['emit']>): EndStep => ({
  kind: 'end',
  lookup,
  instead: unlessAlive,
  say: outcome,
  emit,
  offer: back,
});
