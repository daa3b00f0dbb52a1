/** Pure: certificates before an officer: what waits (claims, filings), lists by state, and finding one. */
import { type CertificateStatus, certificateStatuses } from '../../core/certificate.ts';
import type { AskStep, ChooseStep, Flow, Option, Scene } from '../define.ts';
import type { UnitCertificates } from '../needs/certificate.ts';
import type { Query } from '../needs.ts';
import { certificateLine, certificateOption } from './certificate-lines.ts';
import { addSteps } from './officer-add-certificate.ts';
import { certificateSteps } from './officer-certificate.ts';
import { claimDecisionSteps } from './officer-certificate-claim.ts';
import { away, elsewhereOptions, leadsElsewhere } from './officer-elsewhere.ts';
import { noticeSteps } from './officer-notices.ts';
import { registryFileSteps } from './officer-registry-file.ts';
import { registryPaperSteps } from './officer-registry-papers.ts';
import { readText, textHints } from './text-answer.ts';

const pageSize = 8;

const strangers = {
  to: ['notOfficer'],
  pick: ({ world }: Scene) => (world.officer === null ? 'notOfficer' : null),
};

const waiting = ({ world }: Scene): Pick<UnitCertificates, 'claims' | 'said' | 'underWay'> =>
  world.unitCertificates ?? { claims: [], said: [], underWay: [] };

const countOf = ({ world }: Scene, status: CertificateStatus): number =>
  world.unitCertificates?.counts[status] ?? 0;

/** States an officer may list, those that need somebody first. */
const listed: readonly CertificateStatus[] = [
  'renewal_window',
  'renewal_filed',
  'forwarded',
  'expired',
  'valid',
  'revoked',
];

const counts = (scene: Scene) => ({
  claims: waiting(scene).claims.length,
  said: waiting(scene).said.length,
  total: certificateStatuses.reduce((sum, status) => sum + countOf(scene, status), 0),
  states: {
    lines: listed
      .filter((status) => countOf(scene, status) > 0)
      .map((status) => ({
        key: 'officerCertificates.stateLine',
        vars: { state: { key: `certificates.status.${status}` }, count: countOf(scene, status) },
      })),
  },
});

const close: Option = { value: 'close', label: { key: 'settings.close' }, words: 'profile.closeWords' };
const toHome: Option = { value: 'home', label: { key: 'officerCertificates.homeButton' } };

const hasAny = (scene: Scene): boolean => certificateStatuses.some((status) => countOf(scene, status) > 0);

const home: ChooseStep = {
  kind: 'choose',
  instead: strangers,
  say: [
    { text: 'officerCertificates.home', vars: counts, when: hasAny },
    { text: 'officerCertificates.homeNone', when: (scene) => !hasAny(scene) },
    { text: 'officerCertificates.homeAsk' },
  ],
  options: (scene) => [
    ...waiting(scene)
      .claims.slice(0, 3)
      .map(({ id, person, certificate }) => ({
        value: `claim.${id}`,
        label: {
          key: 'officerCertificates.claimOption',
          vars: { person: person ?? '', product: certificate.product },
        },
      })),
    ...waiting(scene)
      .said.slice(0, 3)
      .map(({ id, product }) => ({
        value: `open.${id}`,
        label: { key: 'officerCertificates.saidOption', vars: { product } },
      })),
    ...listed
      .filter((status) => countOf(scene, status) > 0)
      .map((status) => ({
        value: `state.${status}`,
        label: {
          key: 'officerCertificates.stateOption',
          vars: { state: { key: `certificates.status.${status}` }, count: countOf(scene, status) },
        },
      })),
    {
      value: 'notices.',
      label: { key: 'officerCertificates.noticesButton' },
      words: 'officerCertificates.noticesWords',
    },
    ...elsewhereOptions,
    { value: 'file.', label: { key: 'registry.send' }, words: 'registry.sendWords' },
    { value: 'papers.', label: { key: 'registry.paper.button' }, words: 'registry.paper.words' },
    { value: 'addProduct.', label: { key: 'registry.add.button' }, words: 'registry.add.words' },
    { value: 'find', label: { key: 'officerCertificates.find' }, words: 'officerCertificates.findWords' },
    close,
  ],
  next: {
    to: ['find', 'away', 'led'],
    pick: ({ answers: { home: chosen } }) =>
      leadsElsewhere(chosen) ? 'away' : chosen === 'find' ? 'find' : 'led',
  },
};

/** Steps that a choice leads to. */
const places = ['claim', 'open', 'state', 'notices', 'file', 'addProduct', 'papers'];

/** `claim.7`, `open.12`, `state.expired`: what was chosen is a place of this flow with its argument. */
function leads(scene: Scene): string {
  const chosen = [scene.answers.notices, scene.answers.state, scene.answers.found, scene.answers.home].find(
    (one) => typeof one === 'string' && one.includes('.'),
  );
  const [step = 'home', ...arg] = String(chosen ?? 'home').split('.');
  return `officer-certificates:${step}:${arg.join('.')}`;
}

/** `renewal_window` or `renewal_window.8`: the state and where the page begins. */
function pageOf({ arg }: Scene): { readonly state: CertificateStatus; readonly from: number } | null {
  const [name, from = '0'] = (arg ?? '').split('.');
  const state = certificateStatuses.find((one) => one === name);
  return state === undefined || !/^\d{1,6}$/.test(from) ? null : { state, from: Number(from) };
}

const found = ({ world }: Scene) =>
  world.found?.kind === 'certificates' ? world.found : { certificates: [], total: 0 };

const more = (scene: Scene): readonly Option[] => {
  const page = pageOf(scene);
  if (page === null || found(scene).total <= page.from + pageSize) return [];
  return [
    { value: `state.${page.state}.${page.from + pageSize}`, label: { key: 'officerCertificates.more' } },
  ];
};

const state: ChooseStep = {
  kind: 'choose',
  instead: strangers,
  lookup: (_input, scene): Query | null => {
    const page = pageOf(scene);
    return page === null ? null : { kind: 'certificatesInState', ...page };
  },
  say: [
    {
      text: 'officerCertificates.list',
      vars: (scene) => ({
        state: { key: `certificates.status.${pageOf(scene)?.state ?? 'valid'}` },
        total: found(scene).total,
        certificates: { lines: found(scene).certificates.map((one) => certificateLine(one, scene)) },
      }),
    },
  ],
  options: (scene) => [
    ...found(scene).certificates.map((one) => ({ ...certificateOption(one), value: `open.${one.id}` })),
    ...more(scene),
    toHome,
  ],
  next: {
    to: ['led', 'toHome'],
    pick: ({ answers }) => (answers.state === 'home' ? 'toHome' : 'led'),
  },
};

const find: AskStep = {
  kind: 'ask',
  instead: strangers,
  say: [{ text: 'officerCertificates.findAsk' }],
  lookup: (input) => (input.kind === 'text' ? { kind: 'certificateByText', text: input.text } : null),
  parse: (input, scene) => {
    const read = readText(input, { max: 200, min: 2 });
    if (!read.ok) return read;
    const { certificates, total } = found(scene);
    if (total === 0) return { ok: false, hint: 'certificates.notFound' };
    const shown = certificates.slice(0, pageSize).map(({ id, product, producer, star }) => ({
      id: `open.${id}`,
      label: `${product} ${star}★ – ${producer}`,
    }));
    return { ...read, also: { candidates: shown } };
  },
  hints: [...textHints, 'certificates.notFound'],
  next: 'found',
};

const pick: ChooseStep = {
  kind: 'choose',
  say: [{ text: 'officerCertificates.found' }],
  options: ({ answers }) => [
    ...(Array.isArray(answers.candidates) ? answers.candidates : []).map(({ id, label }) => ({
      value: String(id),
      label: { plain: String(label) },
    })),
    toHome,
  ],
  next: {
    to: ['led', 'toHome'],
    pick: ({ answers }) => (answers.found === 'home' ? 'toHome' : 'led'),
  },
};

export const officerCertificates: Flow = {
  name: 'officer-certificates',
  version: 1,
  needs: ['unitCertificates'],
  requires: ['consent'],
  start: 'home',
  entries: ['home', 'find', 'see', 'seeClaim', 'take', ...places],
  resumable: false,
  steps: {
    home,
    state,
    find,
    found: pick,
    ...certificateSteps,
    ...claimDecisionSteps,
    ...noticeSteps,
    ...registryFileSteps,
    ...addSteps,
    ...registryPaperSteps,
    led: {
      kind: 'end',
      say: [],
      goTo: {
        to: places.map((place) => `officer-certificates:${place}`),
        pick: leads,
      },
    },
    notOfficer: {
      kind: 'end',
      say: [{ text: 'officer.notOfficer' }],
      offer: [{ value: 'help', label: { key: 'help.button' } }],
    },
    toHome: {
      kind: 'end',
      say: [],
      goTo: { to: ['officer-certificates'], pick: () => 'officer-certificates' },
    },
    away,
  },
};
