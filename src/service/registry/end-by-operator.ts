/** An operator ends a certificate by command, or takes that back; the same rules, audit line and messages as in chat. */
import { formatDay, parseDay } from '../../core/calendar.ts';
import type { Certificate } from '../../core/certificate.ts';
import {
  type CertificateEndEvent,
  mayRestore,
  mayRevoke,
  mayStop,
  readDecision,
  revokeGrounds,
} from '../../core/certificate-end.ts';
import { ok, type Result, refuse } from '../../core/error.ts';
import type { Day, Instant, ParcelId, UnitCode } from '../../core/model.ts';
import type { ParcelPlan, Recipient, Store, Texts } from '../../ports.ts';
import { renderLines } from '../render.ts';
import { type Ending, endingOf } from './certificate-ending.ts';

export interface EndAsked {
  readonly what: 'revoke' | 'stopped' | 'restore';
  readonly unit: UnitCode;
  /** Number of the certificate as printed. */
  readonly number: string;
  readonly ground?: string | undefined;
  readonly decision?: string | undefined;
  readonly on?: string | undefined;
  readonly reason?: string | undefined;
  readonly dryRun: boolean;
}

export interface EndDeps {
  readonly store: Pick<Store, 'certificatesNumbered' | 'endByOperator'>;
  readonly texts: Texts;
}

export interface EndDone {
  readonly certificate: Certificate;
  /** What owners read. */
  readonly words: string;
  /** How many of them; 0 in a dry run. */
  readonly told: number;
}

type About = Pick<Certificate, 'id' | 'version'>;

/** Refuses with `command.end.…`; a dry run gives what would be said and changes nothing. */
export async function endByOperator(
  deps: EndDeps,
  asked: EndAsked,
  { at, today }: { readonly at: Instant; readonly today: Day },
): Promise<Result<EndDone>> {
  const found = await deps.store.certificatesNumbered(asked.unit, asked.number);
  const [certificate] = found;
  if (certificate === undefined || found.length > 1)
    return refuse('officerCertificates.command.number', { number: asked.number, count: found.length });
  const event = eventOf(asked, certificate, today);
  if (!event.ok) return event;
  const ending = endingOf(event.value, certificate);
  const words = wordsOf(deps, certificate, ending, { language: 'vi' })
    .map(({ text }) => text)
    .join('\n');
  if (asked.dryRun) return ok({ certificate, words, told: 0 });
  const plans = (owners: readonly Recipient[]): readonly ParcelPlan[] =>
    owners.map((owner) => planOf(deps, certificate, { ending, owner, at }));
  const action = event.value.type;
  const told = await deps.store.endByOperator({ ...ending, action, plans, at });
  return ok({ certificate, words, told });
}

/** What is to happen, or why it cannot. */
function eventOf(asked: EndAsked, certificate: Certificate, today: Day): Result<CertificateEndEvent> {
  const about = { certificate: certificate.id, seen: certificate.version };
  const may = { revoke: mayRevoke, stopped: mayStop, restore: mayRestore }[asked.what];
  if (!may(certificate, today)) return refuse('officerCertificates.command.state');
  if (asked.what === 'restore') {
    const reason = (asked.reason ?? '').trim();
    return reason === ''
      ? refuse('officerCertificates.command.reason')
      : ok({ type: 'certificate_restored', ...about, reason });
  }
  const on = dayOf(asked.on, certificate, today);
  if (!on.ok) return on;
  if (asked.what === 'stopped') return ok({ type: 'production_stopped', ...about, on: on.value });
  return revocation(asked, { ...about, on: on.value });
}

function revocation(
  { ground, reason, decision }: EndAsked,
  about: { readonly certificate: About['id']; readonly seen: number; readonly on: Day },
): Result<CertificateEndEvent> {
  const known = revokeGrounds.find((one) => one === ground);
  const why = known === 'other' ? (reason ?? '').trim() : (known ?? '');
  if (why === '') return refuse('officerCertificates.command.ground', { grounds: revokeGrounds.join(', ') });
  const number = readDecision(decision ?? '');
  if (!number.ok) return number;
  return ok({ type: 'certificate_revoked', ...about, decision: number.value, reason: why });
}

function dayOf(typed: string | undefined, { issuedOn }: Certificate, today: Day): Result<Day> {
  const day = parseDay(typed ?? '');
  if (day === null) return refuse('officerCertificates.noDay');
  if (day > today) return refuse('officerCertificates.future', { today: formatDay(today) });
  if (issuedOn !== null && day < issuedOn)
    return refuse('officerCertificates.beforeIssue', { issued: formatDay(issuedOn) });
  return ok(day);
}

function wordsOf(
  { texts }: EndDeps,
  certificate: Certificate,
  { key, vars }: Ending,
  { language }: Pick<Recipient, 'language'>,
) {
  const { product, producer, star, validUntil } = certificate;
  const all = { product, producer, star, validUntil: { day: validUntil }, ...vars };
  const line = {
    text: { key: `certificates.${key}`, vars: all },
    choices: [{ label: { key: 'certificates.myButton' }, payload: 'certificates:list' }],
  };
  return renderLines([line], { texts, language, limits: { text: 2000, buttons: 3 }, slots: {} });
}

function planOf(
  deps: EndDeps,
  certificate: Certificate,
  { ending, owner, at }: { readonly ending: Ending; readonly owner: Recipient; readonly at: Instant },
): ParcelPlan {
  const cause = `operator:${at}:${ending.key}:${certificate.id}`;
  return {
    id: `n:${cause}:${owner.contactId}` as ParcelId,
    contactId: owner.contactId,
    class: 'transactional',
    cause: { kind: 'event', id: cause },
    channel: owner.channel,
    address: owner.address,
    bubbles: wordsOf(deps, certificate, ending, owner),
  };
}
