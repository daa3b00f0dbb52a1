/** Pure: the menus as a table: what stands on the start pages, and what lies behind each of their buttons. */
import type { Flow, Scene } from '../define.ts';
import type { Need } from '../needs.ts';
import { type Deed, menuPage } from './menu-page.ts';

/** What stands behind one button of a start page: a small flow, so that its data is loaded when it is opened only. */
export interface Menu {
  readonly name: string;
  readonly needs: readonly Need[];
  readonly deeds: readonly Deed[];
  /** Its start page, where that is not the person's own. */
  readonly up?: string;
}

const ownsCertificate = ({ world }: Scene): boolean =>
  (world.myCertificates?.certificates.length ?? 0) + (world.myCertificates?.proposed.length ?? 0) > 0;
const sentIdeas = ({ world }: Scene): boolean => (world.myIdeas?.length ?? 0) > 0;
const hasSeats = ({ world }: Scene): boolean => (world.mySeats?.length ?? 0) > 0;

/** The start page of producers, and of officers who want to see what producers see. */
export const producerDeeds: readonly Deed[] = [
  { to: 'my-products' },
  { to: 'gatherings' },
  { to: 'about-ocop' },
  { to: 'ask-officer' },
  { to: 'settings' },
];

export const officerDeeds: readonly Deed[] = [
  { to: 'officer', label: 'menu.officerIdeas' },
  { to: 'announcements' },
  { to: 'officer-gatherings' },
  { to: 'officer-papers' },
  { to: 'help:people', label: 'menu.people' },
];

export const settingsDeeds: readonly Deed[] = [
  { to: 'settings:messages', label: 'settings.messages.button' },
  { to: 'profile' },
  { to: 'privacy' },
  { to: 'link' },
  { to: 'settings:language', label: 'settings.language.button', words: 'settings.language.words' },
];

export const menus: readonly Menu[] = [
  {
    name: 'my-products',
    needs: ['myIdeas', 'myCertificates'],
    deeds: [
      { to: 'register-idea' },
      { to: 'my-ideas', first: (scene) => sentIdeas(scene) && !ownsCertificate(scene) },
      { to: 'self-check' },
      { to: 'dossier' },
      { to: 'certificates', first: ownsCertificate },
    ],
  },
  {
    name: 'gatherings',
    needs: ['mySeats'],
    deeds: [{ to: 'classes' }, { to: 'events' }, { to: 'my-classes', first: hasSeats }],
  },
  {
    name: 'about-ocop',
    needs: [],
    deeds: [
      { to: 'help:about', label: 'help.about.button' },
      { to: 'handbook', label: 'menu.handbook' },
      { to: 'criteria' },
      { to: 'calendar' },
    ],
  },
  {
    name: 'officer-gatherings',
    needs: [],
    up: 'help',
    deeds: [
      { to: 'make-class' },
      { to: 'class-desk' },
      { to: 'enrol-file' },
      { to: 'check-in' },
      { to: 'class-papers' },
    ],
  },
  {
    name: 'officer-papers',
    needs: [],
    up: 'help',
    deeds: [
      { to: 'officer-certificates' },
      { to: 'call-list' },
      { to: 'questions' },
      { to: 'letters' },
      { to: 'figures' },
    ],
  },
];

/** Officers came to a producers' page by way of the producers' start page. */
export const upFrom = ({ world }: Scene): string => (world.officer === null ? 'help' : 'help:people');

const flowOf = ({ name, needs, deeds, up }: Menu): Flow => ({
  name,
  version: 1,
  needs,
  requires: [],
  start: 'page',
  entries: [],
  resumable: false,
  steps: {
    page: menuPage({
      title: () => `menu.title.${name}`,
      deeds: () => deeds,
      up: up === undefined ? upFrom : () => up,
    }),
  },
});

export const menuFlows: readonly Flow[] = menus.map(flowOf);

const pages = [...menus, { name: 'settings', deeds: settingsDeeds }];
const pageOf = new Map(pages.flatMap(({ name, deeds }) => deeds.map(({ to }) => [to, name])));

/** The flow with the page it stands on. */
export function inPlace(flow: Flow): Flow {
  const up = pageOf.get(flow.name);
  return up === undefined ? flow : { ...flow, up };
}
