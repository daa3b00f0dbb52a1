/** Official letters in the world of the scenarios: what could be written, and a register that counts. */
import type { FigureEvent, LedReport } from '../../src/core/figures.ts';
import type { LetterEvent, LetterHead } from '../../src/core/letter-draft.ts';
import { type LetterHeadEvent, withHeadField } from '../../src/core/letter-head.ts';
import type { UnitCode } from '../../src/core/model.ts';
import type { FigureFound, FigureQuery } from '../../src/flow/needs/figures.ts';
import type { LetterFound, LetterQuery } from '../../src/flow/needs/letter.ts';
import type { OwnerCallFound, OwnerCallQuery } from '../../src/flow/needs/owner-call.ts';
import type { Query } from '../../src/flow/needs.ts';
import { findOwnerCalls, toBeCalled } from './toy-owner-calls.ts';
import type { Town } from './toy-world.ts';

const registers = new WeakMap<Town, LetterEvent[]>();

/** Owners to be told on paper, by the officer's own units. */
function findLetterScope(town: Town, asker: string): LetterFound {
  const units = [...town.people.values()].find(({ contact }) => contact.id === asker)?.officer?.units ?? [];
  const scope = units.flatMap((unit) => {
    const count = toBeCalled(town).filter((call) => call.unit === unit).length;
    return count === 0 ? [] : [{ unit, kind: 'renewal' as const, count }];
  });
  return { kind: 'letterScope', scope };
}

/** Figures that say which is which. */
function figuresIn(town: Town, { unit, year }: FigureQuery, asker: string): FigureFound {
  const units = [...town.people.values()].find(({ contact }) => contact.id === asker)?.officer?.units ?? [];
  const of = unit === undefined ? units[0] : units.find((one) => one === unit);
  const now = new Date(town.now).getUTCFullYear();
  if (of === undefined || (year ?? now) > now)
    return { kind: 'figures', figures: null, before: null, led: null };
  const stock = { 3: town.registry.certificates.filter((one) => one.unit === of).length, 4: 2, 5: 1 };
  const counts = {
    upgraded: 4,
    ended: 10,
    renewed: 7,
    classes: 3,
    trained: 58,
    trainedPeople: 41,
    events: 2,
  };
  const figuresOf = (at: number) => ({
    unit: of,
    year: at,
    newProducts: { 3: 5, 4: 2, 5: 0 },
    stock,
    ...counts,
  });
  const asked = year ?? now;
  const led = reports.get(town)?.get(`${of}:${asked}`) ?? null;
  return {
    kind: 'figures',
    figures: figuresOf(asked),
    before: { ...figuresOf(asked - 1), upgraded: 1, trained: 40 },
    led,
  };
}

/** Sums that units reported, by unit and year. */
const reports = new WeakMap<Town, Map<string, LedReport>>();

const heads = new WeakMap<Town, Map<string, LetterHead>>();
const headsOf = (town: Town): Map<string, LetterHead> => {
  const own = heads.get(town) ?? new Map<string, LetterHead>();
  heads.set(town, own);
  return own;
};

function findHead(town: Town, unit: UnitCode, asker: string): LetterFound {
  const units = [...town.people.values()].find(({ contact }) => contact.id === asker)?.officer?.units ?? [];
  const seen = units.includes(unit) ? { unit, head: headsOf(town).get(unit) ?? null } : null;
  return { kind: 'letterHead', seen };
}

/** As a unit prints that never set anything. */
const usual: LetterHead = {
  ...{ superior: [], issuer: ['Ủy ban nhân dân', 'xã Tân Cương'], place: 'Tân Cương', signer: '' },
  ...{ symbols: { letter: 'UBND', invitation: 'GM-UBND' }, authority: ['TM. Ủy ban nhân dân', 'Chủ tịch'] },
  ...{ archive: 'VT', forwardTo: '', contact: '', numbered: false },
};

type OfficeQuery = LetterQuery | OwnerCallQuery | FigureQuery;
export const isOfficeQuery = (query: Query): query is OfficeQuery =>
  ['letterScope', 'letterHead', 'ownerCalls', 'figures'].includes(query.kind);

export const findInOffice = (
  town: Town,
  query: OfficeQuery,
  asker: string,
  provinceOf: (unit: string) => string,
): LetterFound | OwnerCallFound | FigureFound =>
  query.kind === 'figures'
    ? figuresIn(town, query, asker)
    : query.kind === 'letterScope'
      ? findLetterScope(town, asker)
      : query.kind === 'letterHead'
        ? findHead(town, query.unit, asker)
        : findOwnerCalls(town, query, asker, provinceOf);

export const letterAppliers = {
  letter_drafted: (event: LetterEvent, town: Town) => {
    const register = registers.get(town) ?? [];
    registers.set(town, [...register, event]);
    return { letterNumber: `${register.length + 1}/${new Date(town.now).getUTCFullYear()}` };
  },
  letter_head_set: ({ unit, field, lines }: LetterHeadEvent, town: Town) => {
    headsOf(town).set(unit, withHeadField(headsOf(town).get(unit) ?? usual, field, lines));
    return {};
  },
  led_reported: ({ unit, year, women, minority }: FigureEvent, town: Town) => {
    const own = reports.get(town) ?? new Map<string, LedReport>();
    reports.set(town, own.set(`${unit}:${year}`, { women, minority }));
    return {};
  },
  letters_posted: (_event: LetterEvent, town: Town) => {
    const calls = toBeCalled(town);
    return { lettersPosted: String(calls.splice(0, calls.length).length) };
  },
};
