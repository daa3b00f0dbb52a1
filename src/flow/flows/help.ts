/** Pure: the start page: what can be done here, as buttons and in words; readable before any consent. */
import type { EndStep, Flow, Option } from '../define.ts';
import { menuPage } from './menu-page.ts';
import { officerDeeds, producerDeeds } from './menus.ts';

const registering: Option = { value: 'register-idea', label: { key: 'help.register' } };

/** Officers find their own work first, and from there the page of the producers. */
const start = menuPage({
  title: ({ world }) => (world.officer === null ? 'help.menu' : 'help.officerMenu'),
  deeds: ({ world }) => (world.officer === null ? producerDeeds : officerDeeds),
});

const people = menuPage({ title: () => 'help.people', deeds: () => producerDeeds, up: () => 'help' });

/** What OCOP is, from the decision in force; no promise of a star. */
const aboutStep: EndStep = {
  kind: 'end',
  say: [{ text: 'help.about.what' }, { text: 'help.about.steps' }, { text: 'help.about.who' }],
  offer: [registering, { value: 'help', label: { key: 'help.button' } }],
};

export const help: Flow = {
  name: 'help',
  version: 1,
  needs: [],
  requires: [],
  start: 'menu',
  entries: ['about', 'people'],
  resumable: false,
  steps: { menu: start, people, about: aboutStep },
};
