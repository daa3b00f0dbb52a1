/** Pure: up to five photos of the product, one message each, or none. */
import { photosAtMost } from '../../core/idea.ts';
import type { Input } from '../../core/message.ts';
import type { AskStep, Parsed, Scene } from '../define.ts';
import { photosOf } from './idea-fields.ts';

const group = 'photos';

const hints = ['photos.too_large', 'photos.not_an_image', 'photos.unavailable', 'photos.words'] as const;

function readPhoto(input: Input, { answers }: Scene): Parsed {
  if (input.kind === 'text') return { ok: false, hint: 'photos.words' };
  if (input.kind !== 'photo' && input.kind !== 'document') return { ok: false };
  if (input.problem !== undefined) return { ok: false, hint: `photos.${input.problem}` };
  if (input.media === undefined) return { ok: false, hint: 'photos.unavailable' };
  // The same picture twice is one picture.
  const media = [...new Set([...photosOf(answers), input.media])].slice(0, photosAtMost);
  return { ok: true, value: 'added', also: { media } };
}

const isFull = ({ answers }: Scene): boolean => photosOf(answers).length >= photosAtMost;

const firstPhoto = {
  kind: 'ask',
  group,
  optional: true,
  suggest: [{ value: '@skip', label: { key: 'nav.skip' }, words: 'photos.noneWords' }],
  parse: readPhoto,
  hints,
  next: {
    to: ['morePhotos', 'review'],
    pick: ({ answers }) => (photosOf(answers).length === 0 ? 'review' : 'morePhotos'),
  },
} as const satisfies Omit<AskStep, 'say'>;

const say = (text: string): AskStep['say'] => [{ text, vars: () => ({ max: photosAtMost }) }];

/** A photo may have come with the description already. */
const photos: AskStep = {
  ...firstPhoto,
  say: say('photos.ask'),
  instead: {
    to: ['morePhotos'],
    pick: ({ answers }) => (photosOf(answers).length > 0 ? 'morePhotos' : null),
  },
};

const morePhotos: AskStep = {
  kind: 'ask',
  group,
  say: [
    { text: 'photos.more', vars: ({ answers }) => ({ count: photosOf(answers).length, max: photosAtMost }) },
  ],
  suggest: [
    { value: 'done', label: { key: 'photos.done' }, words: 'photos.doneWords' },
    { value: 'clear', label: { key: 'photos.clear' } },
  ],
  parse: readPhoto,
  hints,
  next: {
    to: ['morePhotos', 'noPhotos', 'review'],
    pick: (scene) => {
      if (scene.answers.morePhotos === 'clear') return 'noPhotos';
      return scene.answers.morePhotos === 'done' || isFull(scene) ? 'review' : 'morePhotos';
    },
  },
};

/** Photos taken out: asked again from none. */
const noPhotos: AskStep = { ...firstPhoto, say: say('photos.cleared'), keep: () => ({ media: [] }) };

export const photoSteps = { photos, morePhotos, noPhotos };
