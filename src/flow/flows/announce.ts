/**
 * Pure: an officer composes an announcement: kind, words, picture, buttons, whom it is for. What comes out is a draft;
 * nothing goes out before it is released there (`announcements`).
 */
import {
  type AnnouncementContent,
  type AnnouncementDraft,
  type AnnouncementKind,
  announcementKindNames,
  classesOf,
} from '../../core/announcement.ts';
import { announcementIdOf } from '../../core/announcement-event.ts';
import { kindIn } from '../../core/announcement-kind-phrase.ts';
import type { Audience } from '../../core/audience.ts';
import type { MediaId, ParcelClass } from '../../core/model.ts';
import type { Answers, ChooseStep, EndStep, Flow, Option, Scene } from '../define.ts';
import { audienceOf, audienceSteps } from './announce-audience.ts';
import { buttonSteps, buttonsOf } from './announce-buttons.ts';
import { hasMedia, mediaStep, textStep } from './announce-text.ts';

/** Shown first; a channel may show five buttons only. */
const common: readonly AnnouncementKind[] = ['fair', 'training', 'idea_call', 'renewal_notice'];

const kindOption = (kind: AnnouncementKind): Option => ({
  value: kind,
  label: { key: `announce.kindButton.${kind}` },
  words: `announce.kindWords.${kind}`,
});

const strangers = {
  to: ['notOfficer'],
  pick: ({ world }: Scene) => (world.officer === null ? 'notOfficer' : null),
};

const kindOf = ({ kind, kindMore }: Answers): AnnouncementKind =>
  announcementKindNames.find((name) => name === kind) ??
  announcementKindNames.find((name) => name === kindMore) ??
  'info_conference';

/** May be sent as advertising: then it is asked which it is. */
const maySell = (answers: Answers): boolean => classesOf(kindOf(answers)).includes('promotional');

const afterKind = {
  to: ['kindMore', 'selling', 'text'],
  pick: ({ answers }: Scene) => {
    if (answers.kind === 'more' && answers.kindMore === undefined) return 'kindMore';
    return maySell(answers) ? 'selling' : 'text';
  },
};

const kind: ChooseStep = {
  kind: 'choose',
  instead: strangers,
  keep: () => ({ kindMore: null }),
  say: [{ text: 'announce.kindAsk' }],
  options: [...common.map(kindOption), { value: 'more', label: { key: 'announce.kindOther' } }],
  // Other words name one of the others; where they do not, all of them are shown.
  parse: (input) =>
    input.kind === 'text' ? { ok: true, value: kindIn(input.text) ?? 'more' } : { ok: false },
  next: {
    to: afterKind.to,
    pick: (scene) => (scene.answers.kind === 'more' ? 'kindMore' : afterKind.pick(scene)),
  },
};

const kindMore: ChooseStep = {
  kind: 'choose',
  listed: true,
  say: [{ text: 'announce.kindMoreAsk' }],
  options: announcementKindNames.map(kindOption),
  next: { to: ['selling', 'text'], pick: ({ answers }) => (maySell(answers) ? 'selling' : 'text') },
};

const selling: ChooseStep = {
  kind: 'choose',
  say: [{ text: 'announce.sellingAsk' }],
  options: [
    { value: 'official_notice', label: { key: 'announce.selling.no' } },
    { value: 'promotional', label: { key: 'announce.selling.yes' } },
  ],
  next: 'text',
};

/** By law and by whom it is for: enrolment goes to those enrolled, reminders to owners of certificates. */
function classOf(answers: Answers, audience: Audience): ParcelClass {
  const classes = classesOf(kindOf(answers));
  const chosen = classes.find((name) => name === answers.selling);
  if (chosen !== undefined) return chosen;
  const enrolled = (audience.classes ?? audience.events ?? []).length > 0;
  if (enrolled && classes.includes('transactional')) return 'transactional';
  const owners = audience.certificateEnds !== undefined || (audience.stars ?? []).length > 0;
  return (
    classes.find((name) => name === (owners ? 'reminder' : 'official_notice')) ??
    classes[0] ??
    'official_notice'
  );
}

function contentOf(scene: Scene): AnnouncementContent {
  const { text, photo, file } = scene.answers;
  const kept = file as { readonly media: MediaId; readonly name: string } | null | undefined;
  return {
    texts: { vi: String(text ?? '') },
    ...(typeof photo === 'string' ? { image: photo as MediaId } : {}),
    ...(kept == null ? {} : { file: kept }),
    buttons: buttonsOf(scene),
  };
}

function draftOf(scene: Scene, audience: Audience): AnnouncementDraft {
  return {
    kind: kindOf(scene.answers),
    class: classOf(scene.answers, audience),
    content: contentOf(scene),
    sendAt: null,
    skipAfter: null,
    urgentReason: null,
  };
}

const saved: EndStep = {
  kind: 'end',
  say: [{ text: 'announce.saved' }],
  emit: (scene) => {
    const audience = audienceOf(scene.answers, scene.world);
    if (audience === null) return [];
    const id = announcementIdOf(scene.inboundId);
    return [{ type: 'announcement_composed', id, draft: draftOf(scene, audience), audience }];
  },
  goTo: {
    to: ['announcements:open'],
    pick: ({ inboundId }) => `announcements:open:${announcementIdOf(inboundId)}`,
  },
};

export const announce: Flow = {
  name: 'announce',
  version: 1,
  needs: ['unitAnnouncements'],
  requires: ['consent'],
  start: 'kind',
  entries: [],
  resumable: true,
  steps: {
    kind,
    kindMore,
    selling,
    text: textStep({
      to: ['media', 'button'],
      pick: ({ answers }) => (hasMedia(answers) ? 'button' : 'media'),
    }),
    media: mediaStep('button'),
    ...buttonSteps('audience'),
    ...audienceSteps('saved'),
    saved,
    notOfficer: {
      kind: 'end',
      say: [{ text: 'officer.notOfficer' }],
      offer: [{ value: 'help', label: { key: 'help.button' } }],
    },
  },
};
