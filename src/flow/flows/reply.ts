/**
 * Pure: words that come while nothing is being asked and that nothing else is meant by: an answer to the announcement
 * received last ("tham gia"), or a question about it; or a further word to the officer who answered.
 */

import type { AnnouncementId } from '../../core/announcement.ts';
import { rsvpFlow } from '../../core/announcement-button.ts';
import { excerptOf } from '../../core/announcement-excerpt.ts';
import { isThanks, rsvpIn } from '../../core/announcement-reply.ts';
import type { AskStep, EndStep, Flow, Option, Scene } from '../define.ts';
import { mayBeAnswered, nothingOfOurs } from '../route.ts';
import { namesProduct } from './handbook-product.ts';
import { onward } from './onward.ts';
import { readText, textHints, textOf, wordsOf } from './text-answer.ts';

const announcementOf = ({ world }: Scene) => world.lastWord?.announcement ?? null;
const questionOf = ({ world }: Scene) => world.lastWord?.question ?? null;

/** An answer, where one is asked for. */
function answerIn(scene: Scene): 'yes' | 'no' | null {
  return announcementOf(scene)?.asksRsvp === true ? rsvpIn(wordsOf(scene.input) ?? '') : null;
}

/** Where words go that are no reply: the flow they nearly asked for, else the handbook where it has something to say to them. */
function elsewhere(scene: Scene): string | null {
  const surelyOther = scene.arg === nothingOfOurs;
  if (scene.arg !== undefined && !surelyOther) return scene.arg;
  if (mayBeAnswered(scene, surelyOther)) return 'handbook:answer';
  return namesProduct(scene.world, wordsOf(scene.input) ?? '') ? 'handbook:product' : null;
}

/** The way of words without a question: first who is meant, else on to where they would have gone. */
function wayOf(scene: Scene): string {
  const about = announcementOf(scene) !== null || questionOf(scene) !== null;
  const thanks = isThanks(wordsOf(scene.input) ?? '');
  if (!about) return thanks && elsewhere(scene) === null ? 'thanked' : 'elsewhere';
  if (answerIn(scene) !== null) return 'answered';
  return thanks ? 'thanked' : 'passed';
}

/** What the words are about: the announcement, else the question an officer answered. */
const aboutOf = (scene: Scene): AnnouncementId | null =>
  announcementOf(scene)?.id ?? questionOf(scene)?.announcement ?? null;

const asked = (text: string, announcement: AnnouncementId | null) =>
  [{ type: 'question_asked', announcement, text }] as const;

const outcome = { text: 'reply.sent', vars: () => ({ outcome: { slot: 'questionOutcome' } }) };

/** "Hỏi thêm", about the same thing. */
function furtherWords(scene: Scene): readonly Option[] {
  const announcement = aboutOf(scene);
  const question = questionOf(scene)?.code;
  const to = announcement === null ? question && `reply:more:${question}` : `reply:about:${announcement}`;
  return to === undefined ? [] : [{ value: to, label: { key: 'reply.moreButton' } }];
}

const passed: EndStep = {
  kind: 'end',
  say: [outcome],
  emit: (scene) => asked((wordsOf(scene.input) ?? '').slice(0, 1000), aboutOf(scene)),
  asks: (scene) => wordsOf(scene.input),
  // As long as this stands offered, further words belong to the same announcement.
  offer: (scene) => [...furtherWords(scene), ...onward('handbook')],
};

/** A button "Hỏi lại" under what the bot said. */
const words = (next: string): AskStep => ({
  kind: 'ask',
  say: [{ text: 'reply.ask' }],
  takesQuestions: true,
  parse: (input) => readText(input, { max: 1000, min: 2 }),
  hints: textHints,
  next,
});

const received = ({ world }: Scene) =>
  world.found?.kind === 'receivedAnnouncement' ? world.found.received : null;
const lookupReceived = (_input: unknown, { arg }: Scene) =>
  ({ kind: 'receivedAnnouncement', id: arg ?? '' }) as const;

/** A question of the person's own that an officer answered. */
const ownQuestion = ({ world }: Scene) => {
  const question = world.found?.kind === 'question' ? world.found.question : null;
  return question?.contactId === world.contact.id ? question : null;
};
const lookupQuestion = (_input: unknown, { arg }: Scene) => ({ kind: 'question', id: arg ?? '' }) as const;

export const reply: Flow = {
  name: 'reply',
  version: 1,
  needs: ['lastWord'],
  requires: [],
  start: { to: ['elsewhere', 'answered', 'thanked', 'passed'], pick: wayOf },
  entries: ['about', 'more'],
  resumable: false,
  steps: {
    passed,
    answered: {
      kind: 'end',
      say: [],
      goTo: {
        to: [`${rsvpFlow}:answer`],
        pick: (scene) => `${rsvpFlow}:answer:${answerIn(scene) ?? 'no'}.${announcementOf(scene)?.id ?? ''}`,
      },
    },
    thanked: { kind: 'end', say: [{ text: 'reply.thanked' }], offer: onward('about-ocop') },
    about: {
      ...words('aboutSent'),
      lookup: lookupReceived,
      say: [{ text: 'reply.askAbout', vars: (scene) => ({ about: excerptOf(received(scene)?.text ?? '') }) }],
      instead: { to: ['gone'], pick: (scene) => (received(scene) === null ? 'gone' : null) },
    },
    aboutSent: {
      kind: 'end',
      say: [outcome],
      emit: (scene) =>
        asked(textOf(scene.answers, 'about') ?? '', (scene.arg ?? null) as AnnouncementId | null),
      offer: onward('about-ocop'),
    },
    more: {
      ...words('moreSent'),
      lookup: lookupQuestion,
      instead: { to: ['gone'], pick: (scene) => (ownQuestion(scene) === null ? 'gone' : null) },
    },
    moreSent: {
      kind: 'end',
      say: [outcome],
      emit: (scene) => asked(textOf(scene.answers, 'more') ?? '', ownQuestion(scene)?.announcement ?? null),
      offer: onward('about-ocop'),
    },
    gone: { kind: 'end', say: [{ text: 'reply.gone' }], offer: onward('about-ocop') },
    /** Nothing was received to which this could be a reply; `arg` is the flow the words nearly asked for. */
    elsewhere: {
      kind: 'end',
      say: [{ text: 'engine.notUnderstood', when: (scene) => elsewhere(scene) === null }],
      goTo: {
        to: ['handbook:answer', 'handbook:product', 'help'],
        pick: (scene) => elsewhere(scene) ?? 'help',
      },
    },
  },
};
