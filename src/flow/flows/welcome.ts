/** Pure: the first conversation: language, what this is, and consent, purpose by purpose. Nothing personal is asked here. */
import type { Language } from '../../core/model.ts';
import type { Flow, Scene } from '../define.ts';
import { consentQuestion } from './consent-question.ts';

const start = (scene: Scene): string => {
  const { language, consents } = scene.world.contact;
  if (language === null) return 'language';
  return consents.service === true ? 'hello' : 'service';
};

export const welcome: Flow = {
  name: 'welcome',
  version: 1,
  needs: [],
  requires: [],
  start: { to: ['language', 'service', 'hello'], pick: start },
  entries: ['service'],
  resumable: false,
  steps: {
    language: {
      kind: 'choose',
      say: [{ text: 'welcome.language' }],
      options: [
        { value: 'vi', label: { key: 'welcome.vi' }, words: 'welcome.viWords' },
        { value: 'en', label: { key: 'welcome.en' }, words: 'welcome.enWords' },
      ],
      emit: ({ answers }) => [{ type: 'language_chosen', language: answers.language as Language }],
      next: 'service',
    },
    service: consentQuestion(
      'service',
      {
        to: ['reminders', 'refused'],
        pick: ({ answers }) => (answers.service === 'yes' ? 'reminders' : 'refused'),
      },
      [
        { text: 'welcome.what', once: true },
        { text: 'welcome.notice', once: true },
      ],
    ),
    reminders: consentQuestion('reminders', 'announcements', [{ text: 'welcome.thanks', once: true }]),
    announcements: consentQuestion('announcements', 'promotions'),
    promotions: consentQuestion('promotions', 'ready'),
    ready: {
      kind: 'end',
      say: [{ text: 'welcome.ready' }],
      goTo: { to: ['help'], pick: () => 'help' },
    },
    refused: {
      kind: 'end',
      say: [{ text: 'welcome.refused' }],
      forgets: true,
      offer: [
        { value: 'help:about', label: { key: 'help.about.button' } },
        { value: 'help', label: { key: 'help.button' } },
        { value: 'welcome:service', label: { key: 'welcome.reconsider' } },
      ],
    },
    hello: {
      kind: 'end',
      say: [{ text: 'welcome.hello' }, { text: 'help.about.what' }],
      goTo: { to: ['help'], pick: () => 'help' },
    },
  },
};
