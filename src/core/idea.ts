/**
 * Pure: the rules of a product idea (domain reference §4, §7.5): its code, its fields, who may change its status.
 */
import { ok, type Result, refuse } from './error.ts';
import type { Idea, IdeaFields, IdeaId, IdeaStatus } from './model.ts';
import { fold, normalise } from './vietnamese.ts';

// ---------------------------------------------------------------- code

/** Numbers of a slip, all text: leading zeros are part of official codes. */
export interface IdeaCodeParts {
  readonly number: number;
  readonly province: string;
  readonly commune: string;
  readonly year: number;
}

/** Writes a registration code in the form of domain reference §3.3: `YT-0007/PĐK-19-05512-2026`. */
export function formatIdeaCode({ number, province, commune, year }: IdeaCodeParts): string {
  return `YT-${String(number).padStart(4, '0')}/PĐK-${province}-${commune}-${year}`;
}

/** Matched on the folded text: `yt0007 pdk 19 05512 2026`. The slip number may stand without YT, the rest without PĐK. */
const fullCode = /(?:^| )(?:y ?t ?)?(\d{1,6}) (?:p ?d ?k ?)?(\d{2}) (\d{5}) (20\d{2})(?= |$)/;
const shortCode = /(?:^| )y ?t ?(\d{1,6})(?: (?:nam )?(20\d{2}))?(?= |$)/;

/**
 * Reads a registration code as people type it ("yt 7", "YT-0007/PĐK-19-05512-2026", "yt0007/pdk-19-05512-2026") and
 * gives it in full. A short one is completed from `known`, when exactly one of those codes fits.
 */
export function parseIdeaCode(text: string, known: readonly string[] = []): string | null {
  const folded = fold(text);
  const [, number, province, commune, year] = fullCode.exec(folded) ?? [];
  if (number !== undefined && province !== undefined && commune !== undefined)
    return formatIdeaCode({ number: Number(number), province, commune, year: Number(year) });
  const short = shortCode.exec(folded);
  if (short === null) return null;
  const fitting = known.filter((code) => {
    const full = fullCode.exec(fold(code));
    return Number(full?.[1]) === Number(short[1]) && (short[2] === undefined || short[2] === full?.[4]);
  });
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** The id of the idea that an inbound registers: the same inbound twice is the same idea. */
export const ideaIdOf = (inboundId: string): IdeaId => `i:${inboundId}` as IdeaId;

// ---------------------------------------------------------------- status

export type IdeaActor = 'producer' | 'officer';

/** Who may take an idea from which status to which; what is not here may not happen. */
const changes: Readonly<Record<IdeaStatus, Readonly<Partial<Record<IdeaStatus, IdeaActor>>>>> = {
  submitted: { accepted: 'officer', returned: 'officer', withdrawn: 'producer' },
  returned: { resubmitted: 'producer', withdrawn: 'producer' },
  resubmitted: { accepted: 'officer', returned: 'officer', withdrawn: 'producer' },
  accepted: {},
  withdrawn: {},
};

/** Tells whether the status may change so by this side. */
export function mayChange(from: IdeaStatus, to: IdeaStatus, actor: IdeaActor): boolean {
  return changes[from][to] === actor;
}

export interface IdeaChange {
  readonly to: IdeaStatus;
  readonly actor: IdeaActor;
  /** The version the person had before their eyes. */
  readonly seen: number;
}

/**
 * Decides on a change of an idea. Refuses with `idea.changedMeanwhile` when somebody was faster, so that nothing is
 * overwritten, and with `idea.mayNot` when the status or the side does not allow it.
 */
export function decideChange(idea: Pick<Idea, 'status' | 'version'>, change: IdeaChange): Result<IdeaStatus> {
  if (idea.version !== change.seen) return refuse('idea.changedMeanwhile');
  return mayChange(idea.status, change.to, change.actor) ? ok(change.to) : refuse('idea.mayNot');
}

// ---------------------------------------------------------------- fields

export interface IdeaFieldRule {
  readonly name: keyof IdeaFields;
  /** `ask`: asked, may be skipped; `optional`: only offered (domain reference §7.5). */
  readonly need: 'required' | 'ask' | 'optional';
  /** Letters and signs at most, for free text. */
  readonly max?: number;
}

/** Photos of one idea. */
export const photosAtMost = 5;

/** Gender, ethnicity, disability and ID numbers are not here on purpose: not at idea stage (domain reference §7.5, §12). */
export const ideaFieldRules: readonly IdeaFieldRule[] = [
  { name: 'registrantName', need: 'required', max: 60 },
  { name: 'phone', need: 'required' },
  { name: 'unit', need: 'required' },
  { name: 'producerType', need: 'required' },
  { name: 'productName', need: 'required', max: 200 },
  { name: 'ideaKind', need: 'required' },
  { name: 'productSet', need: 'required' },
  { name: 'description', need: 'required', max: 1000 },
  { name: 'hamlet', need: 'ask', max: 200 },
  { name: 'producerName', need: 'ask', max: 200 },
  { name: 'businessRegistration', need: 'ask' },
  { name: 'businessRegistrationNumber', need: 'ask', max: 30 },
  { name: 'photos', need: 'ask', max: photosAtMost },
  { name: 'materials', need: 'ask', max: 1000 },
  { name: 'materialShare', need: 'ask' },
  { name: 'workers', need: 'ask' },
  { name: 'workerShare', need: 'ask' },
  { name: 'origin', need: 'ask', max: 1000 },
  { name: 'output', need: 'optional', max: 1000 },
  { name: 'markets', need: 'optional', max: 1000 },
  { name: 'papers', need: 'optional', max: 1000 },
  { name: 'support', need: 'optional', max: 1000 },
  { name: 'target', need: 'optional', max: 200 },
];

/** Required fields that are still empty, in the order of the form. */
export function missingFields(fields: Partial<IdeaFields>): readonly (keyof IdeaFields)[] {
  return ideaFieldRules
    .filter(({ name, need }) => need === 'required' && (fields[name] ?? '') === '')
    .map(({ name }) => name);
}

// ---------------------------------------------------------------- what we do not want

/** Words that may stand before the number: căn cước (công dân), CCCD, CMND, CMT. */
const idWords =
  /^(?:so )?(?:can cuoc(?: cong dan)?|cccd|cmnd|cmt|chung minh(?: nhan dan| thu)?|dinh danh(?: ca nhan)?)(?: so)?(?: la)? /;

/**
 * Tells whether an answer is nothing but an identity number: 12 digits beginning with 0 (căn cước công dân) or 9 digits
 * (chứng minh nhân dân). Amounts ("500.000.000", "100000000") and phone numbers are not.
 */
export function looksLikeIdNumber(text: string): boolean {
  const clean = normalise(text);
  const folded = fold(clean);
  const named = idWords.test(folded);
  const digits = folded.replace(idWords, '').replaceAll(' ', '');
  if (!/^\d+$/.test(digits)) return false;
  if (!named && /^\d{1,3}([.,]\d{3})+$/.test(clean)) return false;
  return /^0\d{11}$/.test(digits) || (/^\d{9}$/.test(digits) && (named || !digits.endsWith('00000')));
}
