/** Pure: a short question nobody has to answer: what interests you? Several topics, changed and taken back at any time. */
import { topicsNamed } from '../../core/audience-interest.ts';
import { tokenize } from '../../core/audience-token.ts';
import type { ClassTopic } from '../../core/class-topic.ts';
import type { TextRef } from '../../core/event.ts';
import { chosenAfter } from '../../core/interest.ts';
import type { ChooseStep, EndStep, Flow, Option, Parsed, Scene } from '../define.ts';

const topicsIn = ({ world }: Scene): readonly ClassTopic[] => world.classTopics ?? [];
const chosenIn = ({ world }: Scene): readonly string[] => world.interests ?? [];

export const topicName = (topic: string): TextRef => ({ key: `interest.topic.${topic}` });

const optionOf = (topic: string, isOn: boolean): Option => ({
  value: topic,
  label: { key: isOn ? 'interest.on' : 'interest.off', vars: { topic: topicName(topic) } },
});

/** "1, 3 và 5", or topics by their words. */
function readSeveral(text: string, scene: Scene): Parsed {
  const topics = topicsIn(scene);
  const numbers = (text.match(/\d+/gu) ?? []).map((no) => topics[Number(no) - 1]?.topic ?? '');
  const named = numbers.length > 0 ? numbers : topicsNamed(tokenize(text), topics).named;
  if (named.length === 0 || named.includes('')) return { ok: false, hint: 'interest.hint' };
  return { ok: true, value: 'several', also: { named } };
}

const interests: ChooseStep = {
  kind: 'choose',
  listed: true,
  instead: {
    to: ['needsService'],
    pick: ({ world }) => (world.contact.consents.service === true ? null : 'needsService'),
  },
  keep: () => ({ named: null }),
  say: [
    { text: 'interest.ask', when: (scene) => chosenIn(scene).length === 0 },
    {
      text: 'interest.askMore',
      vars: (scene) => ({
        chosen: {
          lines: chosenIn(scene).map((topic) => ({
            key: 'interest.line',
            vars: { topic: topicName(topic) },
          })),
        },
      }),
      when: (scene) => chosenIn(scene).length > 0,
    },
  ],
  options: (scene) => [
    ...topicsIn(scene).map(({ topic }) => optionOf(topic, chosenIn(scene).includes(topic))),
    ...(chosenIn(scene).length === 0
      ? []
      : [{ value: 'none', label: { key: 'interest.none' }, words: 'interest.noneWords' }]),
    { value: 'close', label: { key: 'interest.close' }, words: 'interest.closeWords' },
  ],
  parse: (input, scene) =>
    input.kind === 'text' ? readSeveral(input.text, scene) : { ok: false, hint: 'interest.hint' },
  hints: ['interest.hint'],
  next: {
    to: ['interestsKept', 'toMessages'],
    pick: ({ answers }) => (answers.interests === 'close' ? 'toMessages' : 'interestsKept'),
  },
};

function namedIn({ answers }: Scene): readonly string[] {
  if (answers.interests === 'several' && Array.isArray(answers.named)) return answers.named.map(String);
  return [String(answers.interests)];
}

const interestsKept: EndStep = {
  kind: 'end',
  say: [{ text: 'settings.saved' }],
  emit: (scene) => [
    {
      type: 'interests_chosen',
      topics: scene.answers.interests === 'none' ? [] : chosenAfter(chosenIn(scene), namedIn(scene)),
    },
  ],
  goTo: { to: ['settings:interests'], pick: () => 'settings:interests' },
};

const toMessages = { to: ['settings:messages'], pick: () => 'settings:messages' };

/** Typed out ("tôi muốn nhận tin về livestream") it is its own errand; the question stands among the settings. */
export const interestsFlow: Flow = {
  name: 'interests',
  version: 1,
  needs: [],
  requires: [],
  start: 'open',
  entries: [],
  resumable: false,
  steps: {
    open: {
      kind: 'end',
      say: [],
      goTo: { to: ['settings:interests'], pick: () => 'settings:interests' },
    },
  },
};

export const interestSteps: Flow['steps'] = {
  interests,
  interestsKept,
  needsService: { kind: 'end', say: [{ text: 'settings.messages.needService' }], goTo: toMessages },
  toMessages: { kind: 'end', say: [], goTo: toMessages },
};
