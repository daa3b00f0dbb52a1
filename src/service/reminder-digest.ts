/** Puts a person's reminders of one run into words: one message for all of them, the officer's grouped by what is to do. */

import { daysBetween } from '../core/calendar.ts';
import { renewalWindow } from '../core/certificate.ts';
import type { SaidChoice, SaidLine, TextRef } from '../core/event.ts';
import type { Day } from '../core/model.ts';
import type { Digest, DigestItem, DigestPlan } from '../ports/remind.ts';
import type { Deps } from './deps.ts';
import { renderLines } from './render.ts';

/** Named one by one up to here; the rest is a number, as nobody reads twenty lines on a phone. */
const namedAtMost = 10;

/** A digest as the parcel it becomes. Officers are told as part of their work, owners by their consent to reminders. */
export function wordDigest(
  digest: Digest,
  today: Day,
  { texts, channels }: Pick<Deps, 'texts' | 'channels'>,
): DigestPlan {
  const { parcelId: id, contactId, language, channel, address, items } = digest;
  const limits = (channel === null ? undefined : channels[channel]?.limits) ?? { text: 2000, buttons: 0 };
  const bubbles = renderLines(linesOf(items, today), { texts, language, limits, slots: {} });
  const owner = items.some(({ role }) => role === 'owner');
  return { id, contactId, class: owner ? 'reminder' : 'transactional', channel, address, bubbles };
}

function linesOf(items: readonly DigestItem[], today: Day): readonly SaidLine[] {
  const own = items.filter(({ role }) => role === 'owner');
  const work = items.filter(({ role }) => role === 'officer');
  return [...(own.length > 0 ? [ownerLine(own, today)] : []), ...officerLines(work, today)];
}

function ownerLine(items: readonly DigestItem[], today: Day): SaidLine {
  const about = items.some(({ validUntil }) => validUntil !== null) ? 'certificates' : 'notes';
  const vars = { items: listOf(items, today, 'reminder.owner'), footer: { key: 'reminder.footer' } };
  const key = items.length === 1 ? 'reminder.one' : 'reminder.many';
  return { text: { key, vars: { ...vars, count: items.length } }, choices: choicesOf(about) };
}

const choicesOf = (about: 'certificates' | 'notes'): readonly SaidChoice[] =>
  about === 'certificates'
    ? [
        { label: { key: 'reminder.open' }, payload: 'certificates' },
        { label: { key: 'reminder.ask' }, payload: 'ask-officer' },
      ]
    : [];

/** One line for each thing to do, with the certificates it is about. */
function officerLines(items: readonly DigestItem[], today: Day): readonly SaidLine[] {
  const kinds = [...new Set(items.map(({ words }) => words))];
  return kinds.map((words) => {
    const ofKind = items.filter((item) => item.words === words);
    const isDay = ofKind.every(({ validUntil }) => validUntil === null);
    const vars = {
      ...{ count: ofKind.length, day: { day: ofKind[0]?.day ?? today } },
      items: isDay ? '' : listOf(ofKind, today, 'reminder.certificate'),
    };
    return { text: { key: `reminder.officer.${words}`, vars } };
  });
}

function listOf(items: readonly DigestItem[], today: Day, key: string) {
  const named = items.slice(0, namedAtMost).map((item) => textOf(item, today, key));
  const rest = items.length - named.length;
  const more: TextRef[] = rest > 0 ? [{ key: 'reminder.more', vars: { count: rest } }] : [];
  return { lines: [...named, ...more] };
}

function textOf(item: DigestItem, today: Day, key: string): TextRef {
  const { words, product, kind, producer, star, day, validUntil, computed, advised } = item;
  const last = validUntil ?? day;
  const { opensOn, closesOn } = renewalWindow(last);
  const vars = {
    product,
    producer: producer ?? '',
    star: star ?? 0,
    day: { day },
    validUntil: { day: last },
    opens: { day: opensOn },
    closes: { day: closesOn },
    left: Math.max(0, daysBetween(today, closesOn)),
    advised: { day: advised ?? day },
    held: { day: item.held ?? day },
  };
  if (advised !== undefined && advised !== null) return { key: `${key}.${words}Advised`, vars };
  if (key !== 'reminder.owner') return { key, vars };
  if (kind === 'paper' || kind === 'trademark') return { key: `${key}.${words}_${kind}`, vars };
  // A date that we computed ourselves is never stated as a fact.
  return { key: `${key}.${words}${computed === true ? 'Computed' : ''}`, vars };
}
