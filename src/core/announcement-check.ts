/** Pure: what is wrong with an announcement, all of it at once, as codes with values; each has a sentence in `locales/`. */
import {
  type AnnouncementButton,
  type AnnouncementDraft,
  announcementKindNames,
  classesOf,
} from './announcement.ts';
import { longestLength, unknownPlaceholders } from './announcement-text.ts';
import { type Audience, isEverybody } from './audience.ts';
import { type Instant, type Language, languages, type OfficerRole } from './model.ts';

export interface AnnouncementFault {
  /** Key of the sentence that says what to do. */
  readonly code: `announcement.fault.${string}`;
  /** The part it is about, e.g. `texts.vi`, `buttons.1`, `audience.units`. */
  readonly at: string;
  readonly vars?: Readonly<Record<string, string | number>>;
}

export interface CheckFacts {
  readonly draft: AnnouncementDraft;
  readonly audience: Audience;
  readonly now: Instant;
  /** Who sends it; an operator counts as a province officer. */
  readonly role: OfficerRole;
  /** The least any channel of the audience takes in one message, and under one picture. */
  readonly textLimit: number;
  readonly captionLimit: number;
  /** Characters that label, links and the closing line add. */
  readonly frameLength: number;
  /** Bytes of the image or file, and the most a channel takes. */
  readonly mediaSize?: number;
  readonly mediaLimit: number;
}

export const buttonsAtMost = 3;
const shortestText = 10;
const labelAtMost = 40;

type Check = (facts: CheckFacts) => readonly AnnouncementFault[];

const fault = (code: string, at: string, vars?: AnnouncementFault['vars']): AnnouncementFault => ({
  code: `announcement.fault.${code}`,
  at,
  ...(vars === undefined ? {} : { vars }),
});

const checks: readonly Check[] = [
  ({ draft }) => (announcementKindNames.includes(draft.kind) ? [] : [fault('kind', 'kind')]),
  ({ draft }) =>
    announcementKindNames.includes(draft.kind) && !classesOf(draft.kind).includes(draft.class)
      ? [fault('class', 'class', { class: draft.class })]
      : [],
  checkTexts,
  ({ draft: { content } }) => content.buttons.flatMap(checkButton),
  ({ draft: { content } }) =>
    content.buttons.length > buttonsAtMost ? [fault('buttons', 'buttons', { most: buttonsAtMost })] : [],
  ({ draft: { content } }) =>
    content.image !== undefined && content.file !== undefined ? [fault('oneFile', 'file')] : [],
  ({ mediaSize, mediaLimit }) =>
    mediaSize !== undefined && mediaSize > mediaLimit
      ? [fault('tooLarge', 'image', { most: Math.floor(mediaLimit / 1_048_576) })]
      : [],
  checkTimes,
  ({ draft, role }) =>
    draft.urgentReason !== null && role !== 'province' ? [fault('urgentRole', 'urgentReason')] : [],
  ({ draft, audience }) =>
    draft.class === 'transactional' && isOpenToAll(audience) ? [fault('transactional', 'class')] : [],
];

/** Enrolment changes go to those enrolled and to nobody else. */
const isOpenToAll = ({ classes, events, contacts }: Audience): boolean =>
  classes === undefined && events === undefined && contacts === undefined;

/** Lists every fault; an empty list means that it may go on to preview and release. */
export function checkAnnouncement(facts: CheckFacts): readonly AnnouncementFault[] {
  return checks.flatMap((check) => check(facts));
}

/** Everybody of a unit is asked to confirm; it is no fault. */
export const needsWarning = (audience: Audience): boolean => isEverybody(audience);

function checkTexts(facts: CheckFacts): readonly AnnouncementFault[] {
  const { texts } = facts.draft.content;
  return languages.flatMap((language) => {
    const text = texts[language];
    if (text === undefined) return language === 'vi' ? [fault('noText', 'texts.vi')] : [];
    return checkText(text, language, facts);
  });
}

function checkText(text: string, language: Language, facts: CheckFacts): readonly AnnouncementFault[] {
  const at = `texts.${language}`;
  const { content } = facts.draft;
  const pictured = content.image !== undefined || content.file !== undefined;
  const most = (pictured ? facts.captionLimit : facts.textLimit) - facts.frameLength;
  const length = longestLength(text);
  return [
    ...unknownPlaceholders(text).map((name) => fault('placeholder', at, { name })),
    ...(text.trim().length < shortestText ? [fault('shortText', at, { least: shortestText })] : []),
    ...(length > most ? [fault(pictured ? 'longCaption' : 'longText', at, { length, most })] : []),
  ];
}

function checkButton(button: AnnouncementButton, no: number): readonly AnnouncementFault[] {
  if (button.kind === 'open_class')
    return button.classId === '' ? [fault('buttonClass', `buttons.${no}`)] : [];
  if (button.kind !== 'link') return [];
  const faults: AnnouncementFault[] = [];
  if (!/^https:\/\/[^\s/]+\.[^\s]+$/u.test(button.url)) faults.push(fault('url', `buttons.${no}`));
  if (button.label.trim() === '' || button.label.length > labelAtMost)
    faults.push(fault('linkLabel', `buttons.${no}`, { most: labelAtMost }));
  return faults;
}

function checkTimes({ draft: { sendAt, skipAfter }, now }: CheckFacts): readonly AnnouncementFault[] {
  const begins = Math.max(sendAt ?? now, now);
  return [
    ...(sendAt !== null && sendAt < now ? [fault('past', 'sendAt')] : []),
    ...(skipAfter !== null && skipAfter <= begins ? [fault('skipBefore', 'skipAfter')] : []),
  ];
}
