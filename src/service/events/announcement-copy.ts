/** An announcement in other shapes: a trial message to the officer, words for the loudspeaker, a post for the page. */
import { type SpokenWords, spoken, wordsForAll } from '../../core/announcement-spoken.ts';
import { compile, fill } from '../../core/announcement-text.ts';
import { Conflict } from '../../core/error.ts';
import type { ParcelId } from '../../core/model.ts';
import type { StoredAnnouncement } from '../../ports/announcement.ts';
import type { Texts } from '../../ports.ts';
import type { Applying, Handler } from '../apply-events.ts';
import { createComposer } from '../broadcast/compose.ts';

async function required({ tx }: Applying, id: StoredAnnouncement['id']): Promise<StoredAnnouncement> {
  const announcement = await tx.announcements.announcement(id);
  if (announcement === null) throw new Conflict(`no announcement ${id}`);
  return announcement;
}

/** The very message, filled in for the officer, on the channel they write from. */
export const tried: Handler<'announcement_tried'> = async ({ id }, turn) => {
  const { deps, inbound, contact, language } = turn;
  const announcement = await required(turn, id);
  const channel = deps.channels[inbound.channel];
  const unit = contact.unit === null ? undefined : deps.library.units.byCode(contact.unit);
  const to = {
    language,
    name: contact.name,
    commune: unit?.name ?? null,
    province: unit?.provinceName ?? null,
    hamlet: contact.hamlet,
  };
  const bubble = createComposer(deps.texts, announcement).compose(
    to,
    channel?.limits ?? { text: 2000, buttons: 0 },
  );
  turn.plans.push({
    id: `t:${inbound.id}` as ParcelId,
    contactId: contact.id,
    class: 'transactional',
    cause: { kind: 'event', id: `${inbound.id}:try` },
    channel: inbound.channel,
    address: inbound.address,
    bubbles: [{ ...bubble, text: `${deps.texts.text('announcement.test', {}, language)}\n\n${bubble.text}` }],
  });
};

const loudspeaker = (texts: Texts, words: string): string =>
  texts.text('announce.spoken.frame', { words: spoken(words, spokenWords(texts)) }, 'vi');

/** The words with its links, everybody addressed; whoever has no bot learns where to ask. */
function page(texts: Texts, { content, kind, code }: StoredAnnouncement, words: string): string {
  const links = content.buttons.flatMap((button) =>
    button.kind === 'link' ? [`${button.label}: ${button.url}`] : [],
  );
  const title = texts.text(`announcement.kind.${kind}`, {}, 'vi').toLocaleUpperCase('vi');
  return texts.text('announce.page', { title, code, words: [words, ...links].join('\n') }, 'vi');
}

export const copied: Handler<'announcement_copied'> = async ({ id, as }, turn) => {
  const { texts } = turn.deps;
  const announcement = await required(turn, id);
  const { anybody } = spokenWords(texts);
  const values = { ...anybody, code: announcement.code };
  const words = fill(compile(wordsForAll(announcement.content)), values).trim();
  turn.slots.announceCopy = as === 'page' ? page(texts, announcement, words) : loudspeaker(texts, words);
};

/** `HTX=hợp tác xã;…` in the texts, so that officers may add to it. */
function spokenWords(texts: Texts): SpokenWords {
  const text = (key: string) => texts.text(key, {}, 'vi');
  const pairs = text('announce.spoken.abbreviations')
    .split(';')
    .map((pair) => pair.split('=', 2))
    .map(([short = '', long = '']) => [short.trim(), long.trim()] as const);
  const anybody = (name: string) => text(`announcement.anybody.${name}`);
  return {
    ...{ day: text('announce.spoken.day'), month: text('announce.spoken.month') },
    ...{
      year: text('announce.spoken.year'),
      hour: text('announce.spoken.hour'),
      to: text('announce.spoken.to'),
    },
    abbreviations: Object.fromEntries(pairs.filter(([short]) => /^[\p{L}.]+$/u.test(short))),
    anybody: {
      name: anybody('name'),
      commune: anybody('commune'),
      province: anybody('province'),
      hamlet: anybody('hamlet'),
    },
  };
}
