/** Pure: the evaluations in a line of a registry file, and how long the certificate of the current one is valid. */
import { addMonths, daysBetween, formatDay } from './calendar.ts';
import { computeValidUntil, type EvaluationType, type Star, validMonths } from './certificate.ts';
import { type DayRead, dayInDecision, readDate, readStar, readYear, textIn } from './certificate-cell.ts';
import type { Notes, RawLine, RegistryColumn, RegistryContext, RegistryRow } from './certificate-row.ts';
import type { Day } from './model.ts';

export type Evaluation = Pick<
  RegistryRow,
  | 'kind'
  | 'star'
  | 'decision'
  | 'decidedOn'
  | 'year'
  | 'authority'
  | 'number'
  | 'issuedOn'
  | 'validUntil'
  | 'validComputed'
>;

/** The programme began in 2018 (QĐ 490/QĐ-TTg, 07/05/2018). */
const firstYear = 2018;
/** A printed validity may miss 36 months by so many days before it is odd. */
const oddDays = 31;

interface Round {
  readonly star: Star | null;
  readonly decision: string | null;
  readonly decidedOn: Day | null;
  readonly year: number | null;
  readonly authority: string | null;
}

/** Reads both evaluations and the current certificate; the current one is the latest by year and day. */
export function readEvaluations(line: RawLine, context: RegistryContext, note: Notes): readonly Evaluation[] {
  const rounds = (['first', 'second'] as const).flatMap(
    (which) => readRound(line, which, context, note) ?? [],
  );
  const star = readStarIn(line, 'star', note);
  const issuedOn = readDay(line, 'issuedOn', context, note);
  const printed = readDate(line, 'validUntil');
  const validUntil = printed.kind === 'day' ? printed.day : null;
  if (printed.kind === 'fault')
    note({ code: printed.code, column: 'validUntil', text: textIn(line, 'validUntil') ?? '' });
  if (printed.kind === 'year')
    note({ code: 'date.unreadable', column: 'validUntil', text: String(printed.year) });
  const ordered = inOrder(rounds, { star, issuedOn, validUntil });
  const current = ordered.at(-1);
  if (current === undefined) return [];
  if (star !== null && current.star !== null && star !== current.star)
    note({ code: 'star.differs', column: 'star', text: `${star} / ${current.star}` });
  const certificate = { number: textIn(line, 'number'), issuedOn, printed: validUntil };
  return ordered.flatMap((round, at) => {
    const kind = kindOf(round, ordered[at - 1]);
    const own = at === ordered.length - 1 ? certificate : null;
    return complete({ ...round, star: round.star ?? (own === null ? null : star) }, kind, own, note) ?? [];
  });
}

/** With no evaluation written down, the certificate itself tells of one. */
function inOrder(
  rounds: readonly Round[],
  current: { readonly star: Star | null; readonly issuedOn: Day | null; readonly validUntil: Day | null },
): readonly Round[] {
  if (rounds.length > 0) return rounds.toSorted((a, b) => orderOf(a).localeCompare(orderOf(b)));
  const { star, issuedOn, validUntil } = current;
  const from = issuedOn ?? (validUntil === null ? null : addMonths(validUntil, -validMonths));
  const year = from === null ? null : Number(from.slice(0, 4));
  return [{ star, decision: null, decidedOn: null, year, authority: null }];
}

const orderOf = ({ year, decidedOn }: Round): string => `${year ?? 0}|${decidedOn ?? ''}`;

/** The first one is the first; later a higher star is an upgrade, the same or a lower one a renewal. */
function kindOf({ star }: Round, before: Round | undefined): EvaluationType {
  if (before === undefined) return 'first';
  return (star ?? 0) > (before.star ?? 0) ? 'upgrade' : 'renewal';
}

function readRound(
  line: RawLine,
  which: 'first' | 'second',
  context: RegistryContext,
  note: Notes,
): Round | null {
  const column = (name: 'Star' | 'Date' | 'Year' | 'Decision' | 'Authority'): RegistryColumn =>
    `${which}${name}`;
  const parts = (['Star', 'Date', 'Year', 'Decision'] as const).map((name) => textIn(line, column(name)));
  if (parts.every((part) => part === null)) return null;
  const decision = textIn(line, column('Decision'));
  const read = readDate(line, column('Date'));
  const written = dayFrom(read, line, column('Date'), context, note);
  const decidedOn = written ?? (decision === null ? null : dayInDecision(decision));
  const year = readYearOf(line, column('Year'), read, decidedOn, note);
  if (year === null) note({ code: 'year.missing', column: column('Year') });
  const authority = textIn(line, column('Authority'));
  return { star: readStarIn(line, column('Star'), note), decision, decidedOn, year, authority };
}

function readStarIn(line: RawLine, column: RegistryColumn, note: Notes): Star | null {
  const text = textIn(line, column);
  if (text === null) return null;
  const star = readStar(text);
  if (star === null) note({ code: 'star.unknown', column, text });
  if (star === 'low') note({ code: 'star.low', column, text });
  return star === 'low' ? null : star;
}

function readYearOf(
  line: RawLine,
  column: RegistryColumn,
  date: DayRead,
  decidedOn: Day | null,
  note: Notes,
): number | null {
  const text = textIn(line, column);
  const year = text === null ? null : readYear(text);
  if (text !== null && year === null) note({ code: 'year.unreadable', column, text });
  const dated = decidedOn === null ? null : Number(decidedOn.slice(0, 4));
  if (year !== null && dated !== null && year !== dated)
    note({ code: 'year.differs', column, text: `${year} / ${dated}` });
  return dated ?? year ?? (date.kind === 'year' ? date.year : null);
}

const readDay = (line: RawLine, column: RegistryColumn, context: RegistryContext, note: Notes): Day | null =>
  dayFrom(readDate(line, column), line, column, context, note);

/** A day in the past of the programme; anything else is named. */
function dayFrom(
  read: DayRead,
  line: RawLine,
  column: RegistryColumn,
  { today }: RegistryContext,
  note: Notes,
): Day | null {
  const text = textIn(line, column) ?? '';
  if (read.kind === 'fault') note({ code: read.code, column, text });
  if (read.kind !== 'day') return null;
  if (read.day > today) note({ code: 'date.future', column, text });
  if (Number(read.day.slice(0, 4)) < firstYear) note({ code: 'date.early', column, text });
  return read.day;
}

interface Printed {
  readonly number: string | null;
  readonly issuedOn: Day | null;
  readonly printed: Day | null;
}

/** Puts an evaluation together; `own` is what the line says of the current certificate, `null` for an earlier one. */
function complete(round: Round, kind: EvaluationType, own: Printed | null, note: Notes): Evaluation | null {
  const { star, year } = round;
  if (star === null) note({ code: 'star.missing', column: own === null ? 'firstStar' : 'star' });
  const validity = validityOf(round, own, note);
  if (star === null || year === null) return null;
  const [number, issuedOn] = [own?.number ?? null, own?.issuedOn ?? null];
  return { ...round, star, year, kind, number, issuedOn, ...validity };
}

/** As printed, else 36 months from the issue, flagged; neither is a fault of the current certificate only. */
function validityOf(
  { decidedOn }: Round,
  own: Printed | null,
  note: Notes,
): Pick<Evaluation, 'validUntil' | 'validComputed'> {
  const from = own?.issuedOn ?? decidedOn;
  const printed = own?.printed ?? null;
  if (printed !== null) {
    if (from !== null) checkSpan(from, printed, note);
    return { validUntil: printed, validComputed: false };
  }
  const column = 'validUntil';
  if (from === null) {
    if (own !== null) note({ code: 'validity.missing', column });
    return { validUntil: null, validComputed: false };
  }
  const validUntil = computeValidUntil(from);
  if (own !== null) note({ code: 'validity.computed', column, text: formatDay(validUntil) });
  return { validUntil, validComputed: true };
}

function checkSpan(from: Day, until: Day, note: Notes): void {
  const column = 'validUntil';
  const text = `${formatDay(from)} – ${formatDay(until)}`;
  if (until <= from) note({ code: 'validity.beforeIssue', column, text });
  else if (Math.abs(daysBetween(computeValidUntil(from), until)) > oddDays)
    note({ code: 'validity.odd', column, text });
}
