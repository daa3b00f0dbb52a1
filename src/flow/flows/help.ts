/** Pure: the start page: what can be done here, as buttons and in words; readable before any consent. */
import type { EndStep, Flow, Option, Scene } from '../define.ts';

const registering: Option = { value: 'register-idea', label: { key: 'help.register' } };
const mine: Option = { value: 'my-ideas', label: { key: 'flow.my-ideas' } };
const book: Option = { value: 'handbook', label: { key: 'handbook.button' } };
const ask: Option = { value: 'ask-officer', label: { key: 'askOfficer.button' } };
const settings: Option = { value: 'settings', label: { key: 'flow.settings' } };
const officer: Option = { value: 'officer', label: { key: 'flow.officer' } };

/** Most wanted first: a channel may show five buttons only. */
const menu = ({ world }: Scene): readonly Option[] => [
  ...(world.officer === null ? [] : [officer]),
  registering,
  mine,
  book,
  ask,
  settings,
];

const start: EndStep = {
  kind: 'end',
  say: [{ text: 'help.menu' }],
  offer: menu,
};

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
  entries: ['about'],
  resumable: false,
  steps: { menu: start, about: aboutStep },
};
