/** Pure: a producer's own ideas: where each stands in plain words, why it came back, correct, withdraw. */

import { dayOf } from '../../core/calendar.ts';
import { decideChange, mayChange, parseIdeaCode } from '../../core/idea.ts';
import type { Idea } from '../../core/model.ts';
import type { ChooseStep, Flow, Option, Scene } from '../define.ts';
import type { Query } from '../needs.ts';
import { yesNo } from './consent-question.ts';
import { ideaLines, ideaTitle } from './idea-lines.ts';
import { leadTo, onward } from './onward.ts';
import { textOf } from './text-answer.ts';

/** Ideas shown as buttons; older ones are opened by their code. */
const listedAtMost = 8;

const codeOf = ({ answers, arg }: Scene): string => textOf(answers, 'list') ?? arg ?? '';

/** The idea being looked at, if it is this person's. */
function ideaOf(scene: Scene): Idea | null {
  return scene.world.myIdeas?.find(({ code }) => code === codeOf(scene)) ?? null;
}

/** Locks the idea while something may be done to it. */
const lookup = (_input: unknown, scene: Scene): Query | null =>
  codeOf(scene) === '' ? null : { kind: 'ideaByCode', code: codeOf(scene) };

const newestFirst = ({ world }: Scene): readonly Idea[] =>
  (world.myIdeas ?? []).toSorted((a, b) => b.submittedAt - a.submittedAt);

const listed = (scene: Scene): readonly Option[] =>
  newestFirst(scene)
    .slice(0, listedAtMost)
    .map(({ code, fields }) => ({ value: code, label: { plain: ideaTitle(code, fields) } }));

const list: ChooseStep = {
  kind: 'choose',
  say: [
    {
      text: 'myIdeas.list',
      vars: (scene) => ({
        ideas: {
          lines: newestFirst(scene).map(({ code, status, fields }) => ({
            key: 'myIdeas.line',
            vars: { product: fields.productName, code, status: { key: `idea.status.${status}` } },
          })),
        },
      }),
    },
  ],
  instead: { to: ['none'], pick: ({ world }) => ((world.myIdeas ?? []).length === 0 ? 'none' : null) },
  options: (scene) => [
    ...listed(scene),
    { value: 'close', label: { key: 'myIdeas.close' }, words: 'profile.closeWords' },
  ],
  parse: (input) => {
    const code = input.kind === 'text' ? parseIdeaCode(input.text) : null;
    return code === null ? { ok: false } : { ok: true, value: code };
  },
  next: { to: ['open', 'closed'], pick: ({ answers }) => (answers.list === 'close' ? 'closed' : 'open') },
};

const about = (scene: Scene) => {
  const idea = ideaOf(scene);
  if (idea === null) return {};
  const acted = { day: { day: dayOf(idea.changedAt) }, officer: idea.decidedBy ?? '' };
  return {
    code: idea.code,
    product: idea.fields.productName,
    reason: idea.returnReason ?? '',
    status: { key: `myIdeas.status.${idea.status}`, vars: acted },
    answers: { lines: ideaLines(idea.fields, scene.world) },
  };
};

const may = (scene: Scene, to: Idea['status']): boolean => {
  const idea = ideaOf(scene);
  return idea !== null && mayChange(idea.status, to, 'producer');
};

const open: ChooseStep = {
  kind: 'choose',
  lookup,
  say: [
    { text: 'myIdeas.open', vars: about, photos: (scene) => ideaOf(scene)?.fields.photos ?? [] },
    { text: 'myIdeas.status.line', vars: about },
    { text: 'myIdeas.reason', vars: about, when: (scene) => ideaOf(scene)?.status === 'returned' },
  ],
  instead: { to: ['notYours'], pick: (scene) => (ideaOf(scene) === null ? 'notYours' : null) },
  options: (scene) => [
    ...(may(scene, 'resubmitted') ? [{ value: 'correct', label: { key: 'myIdeas.correct' } }] : []),
    ...(may(scene, 'withdrawn') ? [{ value: 'withdraw', label: { key: 'myIdeas.withdraw' } }] : []),
    { value: 'list', label: { key: 'myIdeas.toList' }, words: 'myIdeas.toListWords' },
  ],
  next: {
    to: ['toCorrect', 'withdraw', 'toList'],
    pick: ({ answers }) => ({ correct: 'toCorrect', withdraw: 'withdraw' })[String(answers.open)] ?? 'toList',
  },
};

/** Nothing is done on an old picture, nor what the status does not allow. */
function mayWithdraw(scene: Scene): boolean {
  const idea = ideaOf(scene);
  const seen = Number(scene.answers.seen);
  return idea !== null && decideChange(idea, { to: 'withdrawn', actor: 'producer', seen }).ok;
}

const withdraw: ChooseStep = {
  kind: 'choose',
  lookup,
  say: [{ text: 'myIdeas.withdrawAsk', vars: about }],
  keep: (scene) => ({ seen: ideaOf(scene)?.version ?? 0 }),
  options: yesNo,
  next: {
    to: ['withdrawn', 'changed', 'toList'],
    pick: (scene) => {
      if (scene.answers.withdraw !== 'yes') return 'toList';
      return mayWithdraw(scene) ? 'withdrawn' : 'changed';
    },
  },
};

const toList = { to: ['my-ideas'], pick: () => 'my-ideas' };

export const myIdeas: Flow = {
  name: 'my-ideas',
  version: 1,
  needs: ['myIdeas'],
  requires: [],
  start: 'list',
  entries: ['open'],
  resumable: false,
  steps: {
    list,
    open,
    withdraw,
    withdrawn: {
      kind: 'end',
      say: [{ text: 'myIdeas.withdrawn', vars: about }],
      emit: (scene) => {
        const idea = ideaOf(scene);
        return idea === null ? [] : [{ type: 'idea_withdrawn', ideaId: idea.id, seen: idea.version }];
      },
      offer: onward('my-ideas', 'register-idea'),
    },
    changed: {
      kind: 'end',
      say: [{ text: 'idea.changedMeanwhile' }],
      goTo: { to: ['my-ideas:open'], pick: (scene) => `my-ideas:open:${codeOf(scene)}` },
    },
    toCorrect: {
      kind: 'end',
      say: [],
      goTo: { to: ['correct-idea'], pick: (scene) => `correct-idea::${codeOf(scene)}` },
    },
    toList: { kind: 'end', say: [], goTo: toList },
    none: {
      kind: 'end',
      say: [{ text: 'myIdeas.none' }],
      offer: [
        { value: 'register-idea', label: { key: 'help.register' } },
        { value: 'ask-officer', label: { key: 'flow.ask-officer' } },
        { value: 'help', label: { key: 'help.button' } },
      ],
    },
    notYours: { kind: 'end', say: [{ text: 'myIdeas.notYours' }], goTo: toList },
    closed: leadTo('help'),
  },
};
