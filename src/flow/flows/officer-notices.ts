/** Pure: whether every owner was told in time: by day −180, −120 and −30, and who was not. */
import type { Certificate } from '../../core/certificate.ts';
import type { ChooseStep, Flow, Option, Scene } from '../define.ts';
import type { NoticeCoverage } from '../needs/certificate.ts';
import { certificateOption, certificateTitle } from './certificate-lines.ts';

/** Certificates offered to be opened, so that somebody calls their owners. */
const offeredAtMost = 8;

const coverage = ({ world }: Scene): readonly NoticeCoverage[] =>
  world.found?.kind === 'noticeCoverage' ? world.found.coverage : [];

/** Those nobody told, the one that ends first at the top, each once. */
function missing(scene: Scene): readonly Certificate[] {
  const all = coverage(scene).flatMap((one) => one.missing);
  const once = new Map(all.map((certificate) => [certificate.id, certificate]));
  return [...once.values()].sort((a, b) => a.validUntil.localeCompare(b.validUntil)).slice(0, offeredAtMost);
}

const toHome: Option = { value: 'home', label: { key: 'officerCertificates.homeButton' } };

const notices: ChooseStep = {
  kind: 'choose',
  instead: {
    to: ['notOfficer'],
    pick: ({ world }) => (world.officer === null ? 'notOfficer' : null),
  },
  lookup: () => ({ kind: 'noticeCoverage' }),
  say: [
    {
      text: 'officerCertificates.notices',
      vars: (scene) => ({
        lines: {
          lines: coverage(scene).map(({ days, total, noticed }) => ({
            key: 'officerCertificates.noticeLine',
            vars: { days, total, noticed, share: Math.floor((100 * noticed) / total) },
          })),
        },
      }),
      when: (scene) => coverage(scene).length > 0,
    },
    { text: 'officerCertificates.noticesNone', when: (scene) => coverage(scene).length === 0 },
    {
      text: 'officerCertificates.noticesMissing',
      vars: (scene) => ({ certificates: { lines: missing(scene).map((one) => certificateTitle(one)) } }),
      when: (scene) => missing(scene).length > 0,
    },
  ],
  options: (scene) => [
    ...missing(scene).map((one) => ({ ...certificateOption(one), value: `open.${one.id}` })),
    toHome,
  ],
  next: {
    to: ['led', 'toHome'],
    pick: ({ answers }) => (answers.notices === 'home' ? 'toHome' : 'led'),
  },
};

export const noticeSteps: Flow['steps'] = { notices };
