/** Reads the file an officer makes a class or event from (`npm run class -- create --file F.json`). */
import { z } from 'zod';
import { parseDay } from '../core/calendar.ts';
import { audiences, offeringKinds } from '../core/class.ts';
import type { ClassDraft } from '../core/class-draft.ts';
import { ConfigError } from '../core/error.ts';
import type { Day, UnitCode } from '../core/model.ts';
import { readText } from './yaml-file.ts';

const day = z.string().transform((text, context): Day => {
  const read = parseDay(text);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: `${text} is no day; write dd/mm/yyyy or yyyy-mm-dd` });
  return z.NEVER;
});
const words = z.string().trim().min(1).max(2000);
const short = z.string().trim().min(1).max(200);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write hh:mm');
const unit = z.string().regex(/^\d{2}(\d{3})?$/, 'is no unit code');

const session = z.strictObject({
  ...{ day, from: time, to: time, venue: short },
  address: short.optional(),
  latitude: z.number().min(8).max(24).optional(),
  longitude: z.number().min(102).max(118).optional(),
  link: z.url({ protocol: /^https?$/ }).optional(),
  isFieldTrip: z.boolean().default(false),
});

const schema = z.strictObject({
  kind: z.enum(offeringKinds).default('class'),
  title: short,
  description: words.max(2000).default(''),
  organiser: short,
  unitsServed: z.array(unit).default([]),
  audience: z.array(z.enum(audiences)).default([]),
  seats: z.int().min(0).max(100_000),
  perProducer: z.int().min(1).nullable().default(null),
  atOnce: z.int().min(1).max(50).default(1),
  hasWaitingList: z.boolean().default(true),
  opensOn: day,
  closesOn: day,
  sessions: z.array(session).min(1).max(60),
  tags: z.array(short).default([]),
  feeVnd: z.int().min(0).default(0),
  materials: z.array(z.strictObject({ title: short, link: z.url({ protocol: /^https?$/ }) })).default([]),
  platform: short.optional(),
  buyers: short.optional(),
  repeat: z.strictObject({ everyMonths: z.int().min(1).max(24), times: z.int().min(2).max(60) }).optional(),
});

/** Reads a draft for a unit. @throws ConfigError with every fault of the file */
export function readClassFile(path: string, ofUnit: UnitCode): ClassDraft {
  const parsed = schema.safeParse(parseJson(path));
  if (parsed.success) return withoutHoles({ ...parsed.data, unit: ofUnit }) as ClassDraft;
  throw new ConfigError(
    parsed.error.issues.map((issue) => `${path}: ${issue.path.join('.')}: ${issue.message}`),
  );
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readText(path).replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`${path}: is no JSON (${error instanceof Error ? error.message : 'unknown'})`]);
  }
}

/** A field that was left out is not there, also inside sessions. */
const withoutHoles = (value: object): unknown => JSON.parse(JSON.stringify(value));
