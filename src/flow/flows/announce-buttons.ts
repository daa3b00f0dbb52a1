/** Pure: what can be tapped under an announcement: at most three, chosen one by one. */
import type { AnnouncementButton } from '../../core/announcement.ts';
import { buttonsAtMost } from '../../core/announcement-check.ts';
import { parseOfferingCode } from '../../core/class.ts';
import { normalise } from '../../core/vietnamese.ts';
import type { Answers, AskStep, ChooseStep, Flow, Option, Parsed, Scene } from '../define.ts';
import { wordsOf } from './text-answer.ts';

const kinds = ['rsvp', 'register_idea', 'open_class', 'link'] as const;
type Kind = (typeof kinds)[number];

const isKind = (value: unknown): value is Kind => kinds.some((kind) => kind === value);

/** Those picked so far, the last answer included; "none" begins anew. */
function picksOf({ answers }: Scene): readonly Kind[] {
  if (answers.button === 'clear') return [];
  const before = Array.isArray(answers.picks) ? answers.picks.filter(isKind) : [];
  return [...new Set(isKind(answers.button) ? [...before, answers.button] : before)];
}

/** The buttons as the answers have them. */
export function buttonsOf(scene: Scene): readonly AnnouncementButton[] {
  return picksOf(scene).flatMap((kind): readonly AnnouncementButton[] => {
    if (kind === 'rsvp' || kind === 'register_idea') return [{ kind }];
    return kind === 'open_class' ? classIn(scene.answers) : linkIn(scene.answers);
  });
}

const classIn = ({ buttonClass }: Answers): readonly AnnouncementButton[] =>
  typeof buttonClass === 'string' ? [{ kind: 'open_class', classId: buttonClass }] : [];

const linkIn = ({ linkLabel, linkUrl }: Answers): readonly AnnouncementButton[] =>
  typeof linkUrl === 'string' ? [{ kind: 'link', label: String(linkLabel), url: linkUrl }] : [];

const optionOf = (kind: Kind): Option => ({
  value: kind,
  label: { key: `announce.button.${kind}` },
  words: `announce.button.words.${kind}`,
});

const isEnough = (scene: Scene): boolean => picksOf(scene).length >= buttonsAtMost;

/** Asks until it is enough; goes on to `next`. */
export function buttonSteps(next: string): Flow['steps'] {
  const button: ChooseStep = {
    kind: 'choose',
    keep: (scene) => ({ picks: picksOf(scene), button: null }),
    say: [
      { text: 'announce.button.ask', when: (scene) => picksOf(scene).length === 0 },
      {
        text: 'announce.button.more',
        when: (scene) => picksOf(scene).length > 0,
        vars: (scene) => ({
          chosen: { lines: picksOf(scene).map((kind) => ({ key: `announce.button.${kind}` })) },
        }),
      },
    ],
    options: (scene) => [
      picksOf(scene).length === 0
        ? { value: 'done', label: { key: 'announce.button.none' }, words: 'announce.button.words.none' }
        : { value: 'done', label: { key: 'announce.button.enough' }, words: 'announce.button.words.enough' },
      ...(isEnough(scene) ? [] : kinds.filter((kind) => !picksOf(scene).includes(kind)).map(optionOf)),
    ],
    next: {
      to: [next, 'button', 'buttonClass', 'buttonLink'],
      pick: ({ answers }) => {
        if (answers.button === 'open_class') return 'buttonClass';
        if (answers.button === 'link') return 'buttonLink';
        return answers.button === 'done' ? next : 'button';
      },
    },
  };
  return { button, buttonClass, buttonLink };
}

const buttonClass: AskStep = {
  kind: 'ask',
  say: [{ text: 'announce.button.classAsk' }],
  takesCodes: true,
  lookup: (input) => {
    const code = input.kind === 'text' ? parseOfferingCode(input.text) : null;
    return code === null ? null : { kind: 'offeringByCode', code };
  },
  parse: (input, { world }) => {
    const code = input.kind === 'text' ? parseOfferingCode(input.text) : null;
    const known = world.found?.kind === 'offering' && world.found.view?.offering.code === code;
    return code !== null && known
      ? { ok: true, value: code }
      : { ok: false, hint: 'announce.button.classUnknown' };
  },
  hints: ['announce.button.classUnknown'],
  next: 'button',
};

const labelAtMost = 40;

/** "Bản đồ đến hội chợ https://…": the words before the address are what people read. */
function readLink(text: string): Parsed {
  const found = /\S+:\/\/\S+|www\.\S+/iu.exec(text);
  const url = found?.[0] ?? '';
  if (!/^https:\/\/[^\s/]+\.[^\s]+$/u.test(url)) return { ok: false, hint: 'announcement.fault.url' };
  const label = normalise(text.replace(url, ' '))
    .replace(/[:–-]+$/u, '')
    .trim();
  if (label === '' || label.length > labelAtMost)
    return { ok: false, hint: 'announcement.fault.linkLabel', vars: { most: labelAtMost } };
  return { ok: true, value: text, also: { linkLabel: label, linkUrl: url } };
}

const buttonLink: AskStep = {
  kind: 'ask',
  say: [{ text: 'announce.button.linkAsk' }],
  takesQuestions: true,
  parse: (input) => {
    const text = wordsOf(input);
    return text === null ? { ok: false } : readLink(text);
  },
  hints: ['announcement.fault.url', 'announcement.fault.linkLabel'],
  next: 'button',
};
