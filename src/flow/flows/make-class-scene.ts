/** Pure: the class that an officer is making, from the answers so far and what it began with. */
import { addDays } from '../../core/calendar.ts';
import {
  type audiences,
  isCalendarOnly,
  type OfferingKind,
  offeringKinds,
  type Session,
} from '../../core/class.ts';
import { type ClassDraft, draftFaults, offeringOf } from '../../core/class-draft.ts';
import { placeIn } from '../../core/class-place.ts';
import { baseOf as baseFrom, type ClassBase } from '../../core/class-template.ts';
import type { Hours, When } from '../../core/class-when.ts';
import type { TextRef, VarValue } from '../../core/event.ts';
import type { Day, Json, UnitCode } from '../../core/model.ts';
import { unitTitle } from '../../core/unit.ts';
import type { Answers, Scene } from '../define.ts';
import type { OfferingView } from '../needs/seats.ts';
import { dayLines } from './class-days.ts';
import { codeIn } from './offering-card.ts';
import { textOf } from './text-answer.ts';

export type NewSession = Omit<Session, 'id'>;

/** The class to be held again: chosen from the list, typed, or named by a button. */
export const earlierCode = ({ answers, arg }: Scene): string | undefined => {
  const named = textOf(answers, 'earlier') ?? arg;
  return named === undefined ? undefined : codeIn(named);
};

/** What was held before is kept with the answers, so that it need not be found again. */
export function keptBase(scene: Scene): Answers {
  const code = earlierCode(scene);
  if (code === undefined || scene.answers.baseCode === code) return {};
  const { found, heldOfferings = [] } = scene.world;
  const asked = found?.kind === 'roll' ? found.view : null;
  const view =
    asked?.offering.code === code ? asked : heldOfferings.find(({ offering }) => offering.code === code);
  if (view == null) return {};
  return { base: baseFrom(view.offering, view.rules) as unknown as Json, baseCode: code };
}

export function baseOf({ answers, world }: Scene): ClassBase | undefined {
  if (answers.base !== undefined && answers.base !== null) return answers.base as unknown as ClassBase;
  return world.classTemplates?.find(({ id }) => id === answers.template);
}

export const kindOf = (scene: Scene): OfferingKind =>
  offeringKinds.find((kind) => kind === scene.answers.kind) ?? baseOf(scene)?.kind ?? 'class';

export const hasSeats = (scene: Scene): boolean => !isCalendarOnly(kindOf(scene));

/** Whose class it is: chosen, that of the class before, or the officer's first unit. */
export const unitOf = (scene: Scene): UnitCode =>
  (textOf(scene.answers, 'unit') ?? baseOf(scene)?.unit ?? scene.world.officer?.units[0] ?? '') as UnitCode;

export function unitName(scene: Scene, code: UnitCode): string {
  const unit = scene.world.units.byCode(code);
  return unit === undefined ? code : unitTitle(unit);
}

/** The choices of audience, and whom each means; nobody named: everybody. */
export const audienceChoices = {
  everyone: [],
  producers: ['producer_certified', 'producer_prospective'],
  producer_certified: ['producer_certified'],
  producer_prospective: ['producer_prospective'],
  officer: ['officer'],
  council: ['council'],
} as const satisfies Readonly<Record<string, readonly (typeof audiences)[number][]>>;

/** A group of people by its name; several that are no group, each by its own. */
export function audienceText(audience: ClassDraft['audience']): VarValue {
  const same = (choice: readonly string[]) =>
    choice.length === audience.length && audience.every((one) => choice.includes(one));
  const [name] = Object.entries(audienceChoices).find(([, choice]) => same(choice)) ?? [];
  const keyOf = (one: string) => ({ key: `makeClass.audience.${one}` });
  return name === undefined ? { lines: audience.map(keyOf) } : keyOf(name);
}

const audienceOf = ({ answers, ...scene }: Scene) => {
  const chosen = Object.entries(audienceChoices).find(([name]) => name === answers.audience);
  return chosen?.[1] ?? baseOf({ answers, ...scene })?.audience ?? [];
};

/** The meetings of the answer that is being given; whoever names only a day repeats the days of the class before. */
function present(scene: Scene): readonly NewSession[] {
  const when = scene.answers.when as unknown as When | null | undefined;
  const [first] = when?.days ?? [];
  if (when == null || first === undefined) return [];
  if (repeatsDays(scene))
    return (baseOf(scene)?.sessions ?? []).map(({ afterDays, ...session }) => ({
      ...session,
      day: addDays(first, afterDays),
    }));
  const hours = scene.answers.hours as unknown as Hours | null | undefined;
  const from = hours?.from ?? when.from;
  const to = textOf(scene.answers, 'hoursEnd') ?? hours?.to ?? when.to;
  const place = textOf(scene.answers, 'place');
  if (from === null || to === null || place === undefined) return [];
  return when.days.map((day) => ({ day, from, to, ...placeIn(place) }));
}

/** A single day, no hours, and a class before that says the rest. */
export function repeatsDays(scene: Scene): boolean {
  const when = scene.answers.when as unknown as When | null | undefined;
  return when != null && when.from === null && when.days.length === 1 && mayRepeat(scene);
}

/** A class was held before, and no day of the new one is set yet. */
export const mayRepeat = (scene: Scene): boolean =>
  (baseOf(scene)?.sessions ?? []).length > 0 && doneOf(scene).length === 0;

const doneOf = ({ answers }: Scene): readonly NewSession[] =>
  (answers.done ?? []) as unknown as readonly NewSession[];

export const sessionsOf = (scene: Scene): readonly NewSession[] =>
  [...doneOf(scene), ...present(scene)].toSorted((a, b) =>
    `${a.day} ${a.from}` < `${b.day} ${b.from}` ? -1 : 1,
  );

/** The later of two days. */
export function laterDay(one: Day, other: Day): Day {
  if (one < other) return other;
  return one;
}

/** Enrolment ends the day before the first meeting unless the officer says otherwise. */
export function closesOn(scene: Scene): Day {
  const [first] = sessionsOf(scene);
  const said = textOf(scene.answers, 'closes');
  if (first === undefined) return scene.world.today;
  if (!hasSeats(scene)) return first.day;
  const usual = laterDay(addDays(first.day, -1), scene.world.today);
  return said === undefined || said === 'usual' ? usual : (said as Day);
}

export function draftOf(scene: Scene): ClassDraft {
  const { answers, world } = scene;
  const base = baseOf(scene);
  const text = (name: 'title' | 'description' | 'organiser') => textOf(answers, name) ?? base?.[name] ?? '';
  const seats = hasSeats(scene) ? Number(answers.seats ?? base?.seats ?? 0) : 0;
  const series = seriesOf(scene);
  const unit = unitOf(scene);
  return {
    ...{
      kind: kindOf(scene),
      title: text('title'),
      description: text('description'),
      organiser: text('organiser'),
    },
    ...{
      unit,
      unitsServed: servedBy(scene),
      audience: audienceOf(scene),
    },
    ...{ seats, perProducer: limitOf(scene), atOnce: hasSeats(scene) ? (base?.atOnce ?? 1) : 0 },
    hasWaitingList: base?.hasWaitingList ?? true,
    ...{ opensOn: (textOf(answers, 'opens') ?? world.today) as Day, closesOn: closesOn(scene) },
    ...{
      sessions: sessionsOf(scene).map(pinned(scene)),
      tags: tagsOf(scene),
      feeVnd: 0,
      materials: base?.materials ?? [],
    },
    ...(base?.platform === undefined ? {} : { platform: base.platform }),
    ...(base?.buyers === undefined ? {} : { buyers: base.buyers }),
    ...(series === undefined ? {} : { repeat: series }),
  };
}

/** The pin is of the place where people meet, not of a trip, nor of what is watched from home. */
const pinned =
  ({ answers }: Scene) =>
  (session: NewSession): NewSession => {
    const pin = answers.pin as unknown as Pick<NewSession, 'latitude' | 'longitude'> | null | undefined;
    return pin == null || session.isFieldTrip || session.link !== undefined
      ? session
      : { ...session, ...pin };
  };

function seriesOf(scene: Scene): ClassDraft['repeat'] {
  const said = scene.answers.series as unknown as ClassDraft['repeat'] | string;
  if (said === 'usual') return baseOf(scene)?.repeat;
  return typeof said === 'object' ? said : undefined;
}

/** Communes named; none: all of the unit. A class held again serves whom it served. */
export function servedBy(scene: Scene): readonly UnitCode[] {
  const { serves } = scene.answers;
  if (Array.isArray(serves)) return serves as unknown as readonly UnitCode[];
  const base = baseOf(scene);
  return serves === undefined && base?.unit === unitOf(scene) ? (base.unitsServed ?? []) : [];
}

/** Where people come from, by name. */
export const servedNames = (scene: Scene): string => {
  const served = servedBy(scene);
  return (served.length === 0 ? [unitOf(scene)] : served).map((code) => unitName(scene, code)).join('; ');
};

/** Communes are chosen by those who look after many. */
export const mayServe = (scene: Scene): boolean =>
  scene.world.units.byCode(unitOf(scene))?.level === 'province';

function limitOf(scene: Scene): number | null {
  const { limit } = scene.answers;
  if (limit === 'none') return null;
  return limit === undefined ? (baseOf(scene)?.perProducer ?? null) : Number(limit);
}

function tagsOf(scene: Scene): readonly string[] {
  const said = textOf(scene.answers, 'topics');
  if (said === undefined) return baseOf(scene)?.tags ?? [];
  return said.split(',').flatMap((one) => one.trim() || []);
}

export const faultsOf = (scene: Scene) => draftFaults(draftOf(scene), scene.world.today);

/** The draft as people would see it; it has no code yet. */
export function shownAs(scene: Scene): OfferingView | null {
  const draft = draftOf(scene);
  if (draft.sessions.length === 0) return null;
  const { offering, rules } = offeringOf(draft, '…');
  return { offering, rules, free: rules.capacity, waiting: 0, mine: null };
}

/** What speaks against the days chosen. */
export const warningLines = (scene: Scene): readonly TextRef[] =>
  dayLines(
    scene,
    sessionsOf(scene).map(({ day }) => day),
  );
