/** Pure: language, what to receive (purpose by purpose), and the way to the profile. Every change works at once. */
import { allowedBy, isGranted } from '../../core/consent.ts';
import type { TextRef } from '../../core/event.ts';
import { type Language, type Purpose, purposes } from '../../core/model.ts';
import type { EndStep, Flow, Option, Scene } from '../define.ts';
import { consentQuestion } from './consent-question.ts';
import { menuPage } from './menu-page.ts';
import { settingsDeeds, upFrom } from './menus.ts';
import { leadTo } from './onward.ts';
import { interestSteps } from './settings-interests.ts';

/** On: consented, and its messages not switched off. */
function isOn({ world }: Scene, purpose: Purpose): boolean {
  const { consents, optedOut } = world.contact;
  return isGranted(consents, purpose) && !allowedBy[purpose].some((name) => optedOut.includes(name));
}

/** A purpose with its state: "Nhắc việc: đang bật". */
const stateOf = (scene: Scene, purpose: Purpose): TextRef => ({
  key: `consent.${isOn(scene, purpose) ? 'on' : 'off'}`,
  vars: { purpose: { key: `consent.short.${purpose}` } },
});

const hasService = ({ world }: Scene): boolean => world.contact.consents.service === true;

/** Without the consent to keep data there is nobody to send to. */
const switchable = (scene: Scene): readonly Purpose[] =>
  purposes.filter((purpose) => purpose === 'service' || hasService(scene));

const toggles = (scene: Scene): readonly Option[] => [
  ...switchable(scene).map((purpose) => ({ value: purpose, label: stateOf(scene, purpose) })),
  ...(hasService(scene)
    ? [{ value: 'interests', label: { key: 'interest.button' }, words: 'interest.words' }]
    : []),
  { value: 'received', label: { key: 'received.button' }, words: 'received.words' },
  { value: 'close', label: { key: 'settings.close' }, words: 'profile.closeWords' },
];

const again: EndStep['goTo'] = { to: ['settings:messages'], pick: () => 'settings:messages' };

export const settings: Flow = {
  name: 'settings',
  version: 1,
  needs: ['interests'],
  requires: [],
  start: 'menu',
  entries: ['language', 'messages', 'interests'],
  resumable: false,
  steps: {
    menu: menuPage({
      title: () => 'menu.title.settings',
      deeds: () => settingsDeeds,
      up: upFrom,
    }),
    language: {
      kind: 'choose',
      say: [{ text: 'settings.language.ask' }],
      options: [
        { value: 'vi', label: { key: 'welcome.vi' }, words: 'welcome.viWords' },
        { value: 'en', label: { key: 'welcome.en' }, words: 'welcome.enWords' },
      ],
      emit: ({ answers }) => [{ type: 'language_chosen', language: answers.language as Language }],
      next: 'languageSaved',
    },
    languageSaved: {
      kind: 'end',
      say: [{ text: 'settings.language.saved' }],
      goTo: { to: ['help'], pick: () => 'help' },
    },
    messages: {
      kind: 'choose',
      say: [
        {
          text: 'settings.messages.ask',
          vars: (scene) => ({ list: { lines: purposes.map((purpose) => stateOf(scene, purpose)) } }),
        },
        { text: 'settings.messages.needService', when: (scene) => !hasService(scene) },
      ],
      options: toggles,
      next: {
        to: [...purposes, 'interests', 'received', 'closed'],
        pick: ({ answers }) =>
          [...purposes, 'interests', 'received'].find((name) => name === answers.messages) ?? 'closed',
      },
    },
    service: consentQuestion(
      'service',
      {
        to: ['saved', 'serviceOff'],
        pick: ({ answers }) => (answers.service === 'yes' ? 'saved' : 'serviceOff'),
      },
      [{ text: 'welcome.notice' }],
    ),
    reminders: consentQuestion('reminders', 'saved'),
    announcements: consentQuestion('announcements', 'saved'),
    promotions: consentQuestion('promotions', 'saved'),
    ...interestSteps,
    received: leadTo('received'),
    saved: { kind: 'end', say: [{ text: 'settings.saved' }], goTo: again },
    serviceOff: { kind: 'end', say: [{ text: 'settings.serviceOff' }], goTo: again },
    closed: leadTo('help'),
  },
};
