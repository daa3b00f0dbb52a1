/** Pure: the handbook as a conversation: table of contents, sections page by page, and answers to typed questions. */
import type { EndStep, Flow, Option, Scene } from '../define.ts';
import { answer, elsewhere, rude, tooLong, unknown } from './handbook-answer.ts';
import { askOfficer, contents, opensDocument } from './handbook-option.ts';
import { product } from './handbook-product.ts';
import { section } from './handbook-section.ts';

/** The programme in one message, before all chapters. */
const about: Option = { value: 'help:about', label: { key: 'help.about.button' } };
/** What the sheets and the checklists say of one's own product. */
const own: readonly Option[] = ['criteria', 'self-check', 'dossier'].map((value) => ({
  value,
  label: { key: `flow.${value}` },
}));
const home: Option = { value: 'help', label: { key: 'help.button' } };

const topics: EndStep = {
  kind: 'end',
  say: [{ text: 'handbook.topics' }],
  offer: ({ world }) => [
    about,
    ...world.handbook.topics
      .filter(({ id }) => world.handbook.listed(id, world.today).length > 0)
      .map(({ id, title }) => ({
        value: `handbook:topic:${id}`,
        label: { plain: title[world.contact.language ?? 'vi'] },
      })),
    ...own,
    home,
  ],
};

const topicOf = ({ world, arg }: Scene) => world.handbook.topics.find(({ id }) => id === arg);

const topic: EndStep = {
  kind: 'end',
  instead: { to: ['gone'], pick: (scene) => (topicOf(scene) === undefined ? 'gone' : null) },
  say: [
    {
      text: 'handbook.topic',
      vars: (scene) => ({ title: topicOf(scene)?.title[scene.world.contact.language ?? 'vi'] ?? '' }),
    },
  ],
  offer: ({ world, arg = '' }) => [
    ...world.handbook
      .listed(arg, world.today)
      .map((document) => opensDocument(document, world.contact.language ?? 'vi')),
    contents,
  ],
};

/** An old button: the section was retired or renamed since. */
const gone: EndStep = { kind: 'end', say: [{ text: 'handbook.gone' }], offer: [contents, askOfficer] };

export const handbook: Flow = {
  name: 'handbook',
  version: 1,
  needs: [],
  requires: [],
  start: 'topics',
  entries: ['topic', 'section', 'answer', 'product'],
  resumable: false,
  steps: {
    topics,
    topic,
    section,
    answer,
    product,
    unknown,
    elsewhere,
    rude,
    tooLong,
    gone,
  },
};
