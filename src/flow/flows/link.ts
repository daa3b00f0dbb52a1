/** Pure: one person, several accounts: join them, choose where news goes first, part them again. */
import type { TextRef } from '../../core/event.ts';
import type { OwnAccount } from '../../core/model.ts';
import type { EndStep, Flow, Option, Scene } from '../define.ts';
import { yesNo } from './consent-question.ts';
import { channelName, home, linkAnswerSteps } from './link-answer.ts';
import { leadTo } from './onward.ts';
import { textOf } from './text-answer.ts';

const accountsOf = ({ world }: Scene): readonly OwnAccount[] => world.accounts ?? [];
const several = (scene: Scene): boolean => accountsOf(scene).length > 1;

const title = ({ channel, name }: OwnAccount): TextRef => ({
  key: 'link.account',
  vars: { channel: channelName(channel), name: name ?? '–' },
});

const lineOf = (account: OwnAccount): TextRef =>
  account.preferred ? { key: 'link.preferredLine', vars: { account: title(account) } } : title(account);

/** An account as an option; its key names it among the person's own. */
const keyOf = ({ channel, address }: OwnAccount): string => `${channel}/${address}`;
const optionsOf = (scene: Scene): readonly Option[] =>
  accountsOf(scene).map((account) => ({ value: keyOf(account), label: title(account) }));

const chosen = (scene: Scene, step: string): OwnAccount | undefined =>
  accountsOf(scene).find((account) => keyOf(account) === textOf(scene.answers, step));

const menuOptions = (scene: Scene): readonly Option[] => [
  { value: 'give', label: { key: 'link.give.button' } },
  { value: 'type', label: { key: 'link.type.button' } },
  ...(scene.world.twin == null ? [] : [{ value: 'twin', label: { key: 'link.twin.button' } }]),
  ...(several(scene)
    ? [
        { value: 'prefer', label: { key: 'link.prefer.button' } },
        { value: 'unlink', label: { key: 'link.unlink.button' } },
      ]
    : []),
  { value: 'closed', label: { key: 'settings.close' }, words: 'profile.closeWords' },
];

const preferred: EndStep = {
  kind: 'end',
  say: [{ text: 'link.prefer.done' }],
  emit: (scene) => {
    const account = chosen(scene, 'prefer');
    if (account === undefined) return [];
    return [{ type: 'account_preferred', channel: account.channel, address: account.address }];
  },
  offer: home,
};

const unlinked: EndStep = {
  kind: 'end',
  say: [{ text: 'link.unlink.done' }],
  emit: (scene) => {
    const account = chosen(scene, 'unlink');
    if (account === undefined) return [];
    return [{ type: 'account_unlinked', channel: account.channel, address: account.address }];
  },
  offer: home,
};

/** Nothing to choose from with one account. */
const unlessSeveral = { to: ['alone'], pick: (scene: Scene) => (several(scene) ? null : 'alone') };

export const link: Flow = {
  name: 'link',
  version: 1,
  needs: ['accounts', 'twin'],
  requires: [],
  start: 'menu',
  entries: ['confirm', 'approve', 'prefer'],
  resumable: false,
  steps: {
    menu: {
      kind: 'choose',
      say: [{ text: 'link.menu', vars: (scene) => ({ accounts: { lines: accountsOf(scene).map(lineOf) } }) }],
      options: menuOptions,
      next: {
        to: ['give', 'type', 'twin', 'prefer', 'unlink', 'closed'],
        pick: ({ answers }) => String(answers.menu),
      },
    },
    give: {
      kind: 'end',
      say: [{ text: 'link.give.code', vars: () => ({ code: { slot: 'linkCode' } }) }],
      emit: () => [{ type: 'link_code_wanted' }],
      offer: home,
    },
    ...linkAnswerSteps,
    prefer: {
      kind: 'choose',
      instead: unlessSeveral,
      say: [{ text: 'link.prefer.ask' }],
      options: optionsOf,
      next: 'preferred',
    },
    preferred,
    unlink: {
      kind: 'choose',
      instead: unlessSeveral,
      say: [{ text: 'link.unlink.ask' }],
      options: optionsOf,
      next: 'unlinkSure',
    },
    unlinkSure: {
      kind: 'choose',
      say: [
        {
          text: 'link.unlink.sure',
          vars: (scene) => {
            const account = chosen(scene, 'unlink');
            return { account: account === undefined ? '–' : title(account) };
          },
        },
      ],
      options: yesNo,
      next: {
        to: ['unlinked', 'kept'],
        pick: ({ answers }) => (answers.unlinkSure === 'yes' ? 'unlinked' : 'kept'),
      },
    },
    unlinked,
    kept: { kind: 'end', say: [{ text: 'link.unlink.kept' }], offer: home },
    alone: { kind: 'end', say: [{ text: 'link.alone' }], offer: home },
    closed: leadTo('help'),
  },
};
