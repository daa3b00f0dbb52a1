/** Pure: one idea before an officer's eyes: read, accepted, or returned with a reason. Nothing is decided on an old picture. */

import { decideChange, mayChange } from '../../core/idea.ts';
import type { IdeaStatus } from '../../core/model.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Scene } from '../define.ts';
import { yesNo } from './consent-question.ts';
import { ideaVars, ideaLookup as lookup, officerIdea } from './officer-idea.ts';
import { readText, textHints } from './text-answer.ts';

export const toHome = { to: ['officer'], pick: () => 'officer' };

const may = (scene: Scene, to: IdeaStatus): boolean => {
  const idea = officerIdea(scene);
  return idea !== null && mayChange(idea.status, to, 'officer');
};

const wasDecided = (scene: Scene): boolean =>
  !may(scene, 'accepted') && (officerIdea(scene)?.decidedBy ?? null) !== null;

/** Not theirs or not there: the same words, so that nothing is given away. */
const foreign = {
  to: ['foreign'],
  pick: (scene: Scene) => (officerIdea(scene) === null ? 'foreign' : null),
};

const open: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: foreign,
  keep: (scene) => ({ code: officerIdea(scene)?.code ?? '', seen: officerIdea(scene)?.version ?? 0 }),
  say: [
    { text: 'officer.open', vars: ideaVars, photos: (scene) => officerIdea(scene)?.fields.photos ?? [] },
    {
      text: 'officer.decided',
      vars: ideaVars,
      when: (scene) => !may(scene, 'accepted') && !wasDecided(scene),
    },
    { text: 'officer.decidedBy', vars: ideaVars, when: wasDecided },
    {
      text: 'officer.decidedWhy',
      vars: ideaVars,
      when: (scene) => (officerIdea(scene)?.returnReason ?? null) !== null,
    },
    { text: 'officer.openAsk', when: (scene) => may(scene, 'accepted') },
  ],
  options: (scene) => [
    ...(may(scene, 'accepted')
      ? [
          { value: `accept.${String(scene.answers.code)}`, label: { key: 'officer.accept' } },
          { value: `return.${String(scene.answers.code)}`, label: { key: 'officer.return' } },
        ]
      : []),
    { value: 'list', label: { key: 'officer.homeButton' }, words: 'officer.homeWords' },
  ],
  // A button under another idea than the one now open must not decide this one.
  parse: (input) => ({ ok: false, hint: input.kind === 'button' ? 'officer.otherIdea' : 'hint.text' }),
  hints: ['officer.otherIdea', 'hint.text'],
  next: {
    to: ['accept', 'reason', 'changed', 'toHome'],
    pick: (scene) => {
      const chosen = String(scene.answers.open);
      if (chosen === 'list') return 'toHome';
      if (!mayDecide(scene, 'accepted')) return 'changed';
      return chosen.startsWith('accept') ? 'accept' : 'reason';
    },
  },
};

/** Still the version that was read, and still open to this decision. */
function mayDecide(scene: Scene, to: IdeaStatus): boolean {
  const idea = officerIdea(scene);
  const seen = Number(scene.answers.seen);
  return idea !== null && decideChange(idea, { to, actor: 'officer', seen }).ok;
}

const accept: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: foreign,
  say: [{ text: 'officer.acceptAsk', vars: ideaVars }],
  options: yesNo,
  next: {
    to: ['accepted', 'changed', 'open'],
    pick: (scene) => {
      if (scene.answers.accept !== 'yes') return 'open';
      return mayDecide(scene, 'accepted') ? 'accepted' : 'changed';
    },
  },
};

const reason: AskStep = {
  kind: 'ask',
  lookup,
  instead: foreign,
  say: [{ text: 'officer.reasonAsk', vars: ideaVars }],
  takesQuestions: true,
  parse: (input) => readText(input, { max: 1000, min: 10 }),
  hints: textHints,
  next: 'sendReason',
};

const sendReason: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: foreign,
  say: [
    {
      text: 'officer.sendReason',
      vars: (scene) => ({ ...ideaVars(scene), reason: String(scene.answers.reason) }),
    },
  ],
  options: [
    { value: 'yes', label: { key: 'officer.sendReasonYes' }, words: 'registerIdea.sendWords' },
    { value: 'no', label: { key: 'officer.sendReasonNo' }, words: 'consent.noWords' },
  ],
  next: {
    to: ['returned', 'changed', 'reason'],
    pick: (scene) => {
      if (scene.answers.sendReason !== 'yes') return 'reason';
      return mayDecide(scene, 'returned') ? 'returned' : 'changed';
    },
  },
};

const accepted: EndStep = {
  kind: 'end',
  say: [{ text: 'officer.accepted', vars: ideaVars }],
  emit: (scene) => {
    const idea = officerIdea(scene);
    return idea === null ? [] : [{ type: 'idea_accepted', ideaId: idea.id, seen: idea.version }];
  },
  goTo: toHome,
};

const returned: EndStep = {
  kind: 'end',
  say: [{ text: 'officer.returned', vars: ideaVars }],
  emit: (scene) => {
    const idea = officerIdea(scene);
    const reason = String(scene.answers.reason);
    return idea === null ? [] : [{ type: 'idea_returned', ideaId: idea.id, seen: idea.version, reason }];
  },
  goTo: toHome,
};

/** Somebody was faster, or the producer sent a new version: said with the state as it is now. */
const changed: EndStep = {
  kind: 'end',
  say: [
    { text: 'officer.changedBy', vars: ideaVars, when: wasDecided },
    { text: 'officer.changed', vars: ideaVars },
  ],
  goTo: { to: ['officer:open'], pick: (scene) => `officer:open:${officerIdea(scene)?.code ?? ''}` },
};

export const decisionSteps: Flow['steps'] = {
  open,
  accept,
  reason,
  sendReason,
  accepted,
  returned,
  changed,
};
