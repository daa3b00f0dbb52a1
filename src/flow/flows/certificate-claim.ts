/** Pure: "this certificate is ours": found by number or by product and commune, said once more, then an officer decides. */
import { type Certificate, statusOf } from '../../core/certificate.ts';
import type { Vars } from '../../core/event.ts';
import type { Json } from '../../core/model.ts';
import { splitOfficialName } from '../../core/unit-address.ts';
import { fold } from '../../core/vietnamese.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Option, Parsed, Scene } from '../define.ts';
import type { Query } from '../needs.ts';
import { certificateVars } from './certificate-lines.ts';
import { yesNo } from './consent-question.ts';
import { lowerFirst, unitName } from './idea-lines.ts';
import { readText, textHints, textOf } from './text-answer.ts';

/** More than these would be no choice; a longer name is asked for. */
const offeredAtMost = 6;

const found = ({ world }: Scene): readonly Certificate[] =>
  world.found?.kind === 'certificates' ? world.found.certificates : [];

/** Those whose commune the text names; when it names none of them, all. */
function inNamedCommune(text: string, scene: Scene): readonly Certificate[] {
  const typed = ` ${fold(text)} `;
  const named = found(scene).filter(({ unit }) => {
    const name = scene.world.units.byCode(unit)?.name;
    return name !== undefined && typed.includes(` ${fold(splitOfficialName(name).rest)} `);
  });
  return named.length > 0 ? named : found(scene);
}

/** What the next question needs, as the finding is gone by then. */
function candidate({ id, product, star, producer, unit }: Certificate, scene: Scene): Json {
  return { id, label: `${product} ${star}★ – ${producer}, ${unitName(unit, scene.world)}` };
}

function parseClaim(scene: Scene, text: string): Parsed {
  const fitting = inNamedCommune(text, scene);
  if (fitting.length === 0) return { ok: false, hint: 'certificates.notFound' };
  if (fitting.length > offeredAtMost)
    return { ok: false, hint: 'certificates.tooMany', vars: { count: fitting.length } };
  return { ok: true, value: text, also: { candidates: fitting.map((one) => candidate(one, scene)) } };
}

const claim: AskStep = {
  kind: 'ask',
  say: [{ text: 'certificates.claimAsk' }],
  lookup: (input) => (input.kind === 'text' ? { kind: 'certificateByText', text: input.text } : null),
  parse: (input, scene) => {
    const read = readText(input, { max: 200, min: 2 });
    return read.ok ? parseClaim(scene, String(read.value)) : read;
  },
  hints: [...textHints, 'certificates.notFound', 'certificates.tooMany'],
  next: 'claimPick',
};

const candidates = ({ answers }: Scene): readonly Option[] =>
  (Array.isArray(answers.candidates) ? answers.candidates : []).flatMap((one: Json) => {
    if (one === null || typeof one !== 'object' || !('id' in one)) return [];
    return [{ value: String(one.id), label: { plain: String(one.label) } }];
  });

/** Always shown, one or many: nobody's certificate is taken by a likeness of names. */
const claimPick: ChooseStep = {
  kind: 'choose',
  say: [{ text: 'certificates.claimPick' }],
  options: (scene) => [
    ...candidates(scene),
    { value: 'other', label: { key: 'certificates.claimOther' }, words: 'certificates.claimOtherWords' },
  ],
  next: {
    to: ['toClaimConfirm', 'claim'],
    pick: ({ answers }) => (answers.claimPick === 'other' ? 'claim' : 'toClaimConfirm'),
  },
};

const wantedOf = (scene: Scene): Certificate | null =>
  found(scene).find(({ id }) => id === scene.arg) ?? null;

/** Why it cannot be claimed; `null` when it can. */
function obstacle(scene: Scene): 'gone' | 'claimRevoked' | 'claimYours' | 'claimWaits' | null {
  const certificate = wantedOf(scene);
  if (certificate === null) return 'gone';
  const { certificates = [], claims = [] } = scene.world.myCertificates ?? {};
  if (certificates.some(({ producerId }) => producerId === certificate.producerId)) return 'claimYours';
  if (claims.some((one) => one.certificate.producerId === certificate.producerId)) return 'claimWaits';
  return statusOf(certificate, scene.world.today) === 'revoked' ? 'claimRevoked' : null;
}

const vars = (scene: Scene): Vars => {
  const certificate = wantedOf(scene);
  const { unit } = scene.world.contact;
  const home = { homeUnit: unit === null ? '–' : lowerFirst(unitName(unit, scene.world)) };
  return certificate === null ? home : { ...certificateVars(certificate, scene), ...home };
};

const elsewhere = (scene: Scene): boolean => {
  const { unit } = scene.world.contact;
  return unit !== null && wantedOf(scene)?.unit !== unit;
};

const claimConfirm: ChooseStep = {
  kind: 'choose',
  lookup: (_input, { arg }): Query | null =>
    arg === undefined ? null : { kind: 'certificateById', id: arg },
  instead: { to: ['gone', 'claimRevoked', 'claimYours', 'claimWaits'], pick: obstacle },
  say: [
    { text: 'certificates.claimShow', vars },
    { text: 'certificates.claimElsewhere', vars, when: elsewhere },
    { text: 'certificates.claimConfirm', vars },
  ],
  options: yesNo,
  next: {
    to: ['claimed', 'toList'],
    pick: (scene) =>
      scene.answers.claimConfirm === 'yes' && obstacle(scene) === null ? 'claimed' : 'toList',
  },
};

const claimed: EndStep = {
  kind: 'end',
  say: [{ text: 'certificates.claimed', vars }],
  emit: (scene) => {
    const certificate = wantedOf(scene);
    return certificate === null ? [] : [{ type: 'certificate_claimed', certificate: certificate.id }];
  },
  offer: [
    { value: 'certificates', label: { key: 'flow.certificates' } },
    { value: 'help', label: { key: 'help.button' } },
  ],
};

const refusal = (text: string): EndStep => ({
  kind: 'end',
  say: [{ text, vars }],
  offer: [
    { value: 'certificates', label: { key: 'flow.certificates' } },
    { value: 'ask-officer', label: { key: 'askOfficer.button' } },
  ],
});

export const claimSteps: Flow['steps'] = {
  claim,
  claimPick,
  toClaimConfirm: {
    kind: 'end',
    say: [],
    goTo: {
      to: ['certificates:claimConfirm'],
      pick: ({ answers }) => `certificates:claimConfirm:${textOf(answers, 'claimPick') ?? ''}`,
    },
  },
  claimConfirm,
  claimed,
  claimRevoked: refusal('certificates.claimRevoked'),
  claimYours: refusal('certificates.claimYours'),
  claimWaits: refusal('certificates.claimWaits'),
  gone: refusal('certificates.notFound'),
};
