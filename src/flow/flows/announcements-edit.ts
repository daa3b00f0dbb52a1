/** Pure: changing a draft: words, whom it is for, buttons, time; and the words of one that stands still. */
import type { AnnouncementContent } from '../../core/announcement.ts';
import { reworded } from '../../core/announcement-event.ts';
import type { EventOf } from '../../core/event.ts';
import type { MediaId } from '../../core/model.ts';
import type { ChooseStep, EndStep, Flow, Option, Scene } from '../define.ts';
import type { AnnouncementView } from '../needs/announcement.ts';
import { audienceOf, audienceSteps } from './announce-audience.ts';
import { buttonSteps, buttonsOf } from './announce-buttons.ts';
import { textStep } from './announce-text.ts';
import { asSeen, foreign, lookup, seenOf, toOpen } from './announcement-scene.ts';

const choices = ['text', 'english', 'audience', 'button', 'cancel'] as const;

const optionOf = (value: string): Option => ({
  value,
  label: { key: `announce.edit.${value}` },
  words: `announce.edit.words.${value}`,
});

const edit: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: foreign,
  say: [{ text: 'announce.edit.ask' }],
  options: choices.map(optionOf),
  next: { to: choices, pick: ({ answers }) => String(answers.edit) },
};

type Change = Pick<EventOf<'announcement_changed'>, 'draft' | 'audience'>;

/** Writes what was changed, unless somebody was faster; then all is shown anew. */
function ending(of: (scene: Scene, view: AnnouncementView) => Change | null): EndStep {
  return {
    kind: 'end',
    lookup,
    say: [{ text: 'announce.outcome', vars: () => ({ outcome: { slot: 'announceOutcome' } }) }],
    instead: { to: ['changed'], pick: (scene) => (asSeen(scene) === null ? 'changed' : null) },
    emit: (scene) => {
      const view = asSeen(scene);
      const change = view === null ? null : of(scene, view);
      return view === null || change === null
        ? []
        : [{ type: 'announcement_changed', ...seenOf(view), ...change }];
    },
    goTo: toOpen,
  };
}

/** New words; a picture sent with them takes the place of what there was. */
function contentOf({ answers }: Scene, { announcement }: AnnouncementView): AnnouncementContent {
  const { image: _image, file: _file, ...bare } = announcement.content;
  const kept = answers.photo === undefined ? announcement.content : bare;
  const file = answers.file as { readonly media: MediaId; readonly name: string } | null | undefined;
  return reworded(
    {
      ...kept,
      ...(typeof answers.photo === 'string' ? { image: answers.photo as MediaId } : {}),
      ...(file == null ? {} : { file }),
    },
    String(answers.text ?? ''),
  );
}

export const editSteps: Flow['steps'] = {
  edit,
  text: { ...textStep('reworded'), lookup },
  reworded: ending((scene, view) => ({ draft: { content: contentOf(scene, view) } })),
  ...withLookup(audienceSteps('retargeted')),
  retargeted: ending((scene) => {
    const audience = audienceOf(scene.answers, scene.world);
    return audience === null ? null : { draft: {}, audience };
  }),
  ...withLookup(buttonSteps('rebuttoned')),
  rebuttoned: ending((scene, view) => ({
    draft: { content: { ...view.announcement.content, buttons: buttonsOf(scene) } },
  })),
  english: { ...textStep('translated'), lookup, say: [{ text: 'announce.edit.englishAsk' }] },
  translated: ending(({ answers }, { announcement: { content } }) => ({
    draft: { content: { ...content, texts: { ...content.texts, en: String(answers.english ?? '') } } },
  })),
  untimed: ending(() => ({ draft: { sendAt: null, skipAfter: null } })),
};

/** Steps of composing know nothing of a draft; here each finds it again. */
function withLookup(steps: Flow['steps']): Flow['steps'] {
  return Object.fromEntries(
    Object.entries(steps).map(([name, step]) => [
      name,
      step.lookup === undefined ? { ...step, lookup } : step,
    ]),
  );
}
