/**
 * An announcement as an operator writes it in a JSON file. Every fault is told with the line it stands on; times are
 * those of Vietnam.
 */
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { announcementKindNames, classesOf } from '../core/announcement.ts';
import { type Audience, audienceRoles } from '../core/audience.ts';
import { readDay, startOf } from '../core/calendar.ts';
import { ConfigError } from '../core/error.ts';
import {
  type ContactId,
  channelNames,
  type Day,
  languages,
  parcelClasses,
  producerTypes,
  type UnitCode,
} from '../core/model.ts';

const time = z.string().transform((text, context) => {
  const found = /^(\d{4}-\d{2}-\d{2})[ T]([01]\d|2[0-3]):([0-5]\d)$/u.exec(text);
  const day = readDay(found?.[1] ?? '');
  if (day !== null) return startOf(day) + (Number(found?.[2]) * 60 + Number(found?.[3])) * 60_000;
  context.addIssue({ code: 'custom', message: 'must be a time like 2026-12-01 08:00' });
  return z.NEVER;
});
const day = z.string().transform((text, context) => {
  const found = readDay(text);
  if (found !== null) return found;
  context.addIssue({ code: 'custom', message: 'must be a day like 2026-12-01' });
  return z.NEVER as Day;
});
const unit = z
  .string()
  .regex(/^(\d{2}|\d{5})$/u, 'must be an official code: 2 digits for a province, 5 for a commune')
  .transform((code) => code as UnitCode);
const some = <T extends z.ZodType>(one: T) => z.array(one).min(1).optional();
const words = z.string().min(1);

const filter = z.strictObject({
  units: some(unit),
  role: z.enum(audienceRoles).optional(),
  producerTypes: some(z.enum(producerTypes)),
  productGroups: some(words),
  productSets: some(words),
  stars: some(z.int().min(3).max(5)),
  certificateEnds: z.strictObject({ from: day, to: day }).optional(),
  classes: some(words),
  events: some(words),
  interests: some(words),
  languages: some(z.enum(languages)),
  channels: some(z.enum(channelNames)),
  contacts: some(
    z
      .string()
      .regex(/^\d+$/u, 'must be the number of a contact')
      .transform((id) => id as ContactId),
  ),
});

const button = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rsvp') }),
  z.strictObject({ kind: z.literal('register_idea') }),
  z.strictObject({ kind: z.literal('open_class'), classId: words }),
  z.strictObject({ kind: z.literal('link'), label: words, url: words }),
]);

const file = z
  .strictObject({
    kind: z.enum(announcementKindNames as [(typeof announcementKindNames)[number]]),
    class: z.enum(parcelClasses).optional(),
    text: z.strictObject({ vi: words, en: words.optional() }),
    image: words.optional(),
    buttons: z.array(button).default([]),
    sendAt: time.optional(),
    skipAfter: time.optional(),
    urgentReason: words.optional(),
    units: z.array(unit).min(1),
    audience: filter.optional(),
    exclude: z.array(filter).optional(),
  })
  .transform(({ audience, exclude, class: given, ...rest }) => ({
    ...rest,
    class: given ?? classesOf(rest.kind)[0] ?? 'official_notice',
    // Parsed by the same fields; zod only adds that an absent one may be there as undefined.
    audience: { ...audience, ...(exclude === undefined ? {} : { exclude }) } as Audience,
  }));

export type AnnouncementFile = z.output<typeof file>;

/** Tells where in the file something stands, as `FILE:LINE`; of what is not there, where it would be. */
export function placesIn(path: string, text: string): (at: readonly (string | number)[]) => string {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  return (at) => `${path}:${lineAt(document, at, (offset) => lines.linePos(offset).line)}`;
}

/** Reads it. @throws ConfigError with every fault and its line */
export function readAnnouncementFile(path: string, text: string): AnnouncementFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineOf = (offset: number): number => lines.linePos(offset).line;
  const broken = document.errors.map((error) => `${path}:${lineOf(error.pos[0])}: ${error.message}`);
  if (broken.length > 0) throw new ConfigError(broken);
  const read = file.safeParse(document.toJS());
  if (read.success) return read.data;
  throw new ConfigError(
    read.error.issues
      .flatMap((issue) => faultsOf(issue))
      .map(({ at, message }) => {
        return `${path}:${lineAt(document, at, lineOf)}: ${at.join('.') || 'the file'}: ${message}`;
      }),
  );
}

interface Fault {
  readonly at: readonly PropertyKey[];
  readonly message: string;
}

/** A field nobody knows is told by itself, each on its own line. */
function faultsOf(issue: z.core.$ZodIssue): readonly Fault[] {
  if (issue.code !== 'unrecognized_keys') return [{ at: issue.path, message: issue.message }];
  return issue.keys.map((key) => ({ at: [...issue.path, key], message: 'there is no such field' }));
}

/** The line of the nearest thing that is there. */
function lineAt(
  document: ReturnType<typeof parseDocument>,
  at: readonly PropertyKey[],
  lineOf: (offset: number) => number,
): number {
  for (let depth = at.length; depth > 0; depth -= 1) {
    const node = document.getIn(at.slice(0, depth), true) as { range?: readonly number[] } | undefined;
    if (node?.range?.[0] !== undefined) return lineOf(node.range[0]);
  }
  return 1;
}
