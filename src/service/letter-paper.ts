/** Official letters as drafts, made from the register when they are sent. Vietnamese only; what is missing stays blank. */
import { formatDay } from '../core/calendar.ts';
import { type Certificate, phaseOf, renewalWindow } from '../core/certificate.ts';
import type { Vars } from '../core/event.ts';
import type { LetterDraft, LetterHead, LetterKind } from '../core/letter-draft.ts';
import type { UnitIndex } from '../core/unit.ts';
import { lowerFirst } from '../flow/flows/idea-lines.ts';
import type { Letter, LetterAnnex, LetterBlock } from '../ports/letter.ts';
import type { OfferingView } from '../ports/seats.ts';

export type Say = (key: string, vars?: Vars) => string;

/** One draft with what its words need. */
export interface LetterSubject {
  readonly draft: LetterDraft;
  readonly view: OfferingView | null;
  readonly units: UnitIndex;
  /** Texts under `officialLetter`. */
  readonly say: Say;
}

const paragraph = (text: string): LetterBlock => ({ kind: 'paragraph', text });
const item = (text: string): LetterBlock => ({ kind: 'item', text });

const unitName = ({ units, draft }: LetterSubject, code: string = draft.unit): string =>
  units.byCode(code)?.name ?? code;

/** The office in a sentence: `Ủy ban nhân dân xã Tân Cương`. */
const officeName = (subject: LetterSubject): string =>
  (subject.draft.head ?? plainHead(subject)).issuer.join(' ');

/** `Xã Tân Cương` → `Tân Cương`: letters name the place without its kind. */
const placeName = (name: string): string => name.replace(/^(Xã|Phường|Đặc khu|Tỉnh|Thành phố)\s+/u, '');

/** What an office that never filled in a head prints: to be checked before signing. */
export function plainHead({
  units,
  say,
  draft: { unit },
}: Pick<LetterSubject, 'units' | 'say'> & { readonly draft: Pick<LetterDraft, 'unit'> }): LetterHead {
  const name = units.byCode(unit)?.name ?? unit;
  return {
    superior: [],
    issuer: [say('issuer'), lowerFirst(name)],
    place: placeName(name),
    symbols: { letter: say('symbol'), invitation: say('invitationSymbol') },
    authority: [say('authority'), say('office')],
    signer: '',
    archive: say('archive'),
    forwardTo: say('blank'),
    contact: '',
    numbered: false,
  };
}

function certificateVars({ draft }: LetterSubject, certificate: Certificate): Vars {
  const { opensOn, closesOn } = renewalWindow(certificate.validUntil);
  const { product, producer, star, validUntil } = certificate;
  const days = { validUntil: { day: validUntil }, opensOn: { day: opensOn }, closesOn: { day: closesOn } };
  return { product, producer, star, ...days, on: { day: draft.on } };
}

const isLate = (phase: ReturnType<typeof phaseOf>): boolean => phase === 'missed' || phase === 'over';

function noticeToOne(subject: LetterSubject, certificate: Certificate): readonly LetterBlock[] {
  const { say, draft } = subject;
  const vars = certificateVars(subject, certificate);
  const late = isLate(phaseOf(certificate.validUntil, draft.on));
  return [
    paragraph(say(certificate.validComputed ? 'standingComputed' : 'standing', vars)),
    paragraph(say('window', { basis: say('basis') })),
    paragraph(say(late ? 'late' : 'file', vars)),
    paragraph(say('after')),
    paragraph(say('help', { unit: officeName(subject) })),
  ];
}

function invitation(subject: LetterSubject): readonly LetterBlock[] {
  const { say, view } = subject;
  if (view === null) return [];
  const { offering } = view;
  return [
    paragraph(say('invite', { unit: officeName(subject), title: offering.title })),
    ...offering.sessions.map(({ day, from, to, venue, address }) => {
      const place = address === undefined ? venue : `${venue}, ${address}`;
      return item(say('session', { day: { day }, from, to, venue: place }));
    }),
    item(say('organiser', { organiser: offering.organiser })),
    item(say('code', { code: offering.code })),
    paragraph(say('welcome')),
  ];
}

const bodies: { readonly [K in LetterKind]: (subject: LetterSubject) => readonly LetterBlock[] } = {
  renewal: (subject) => {
    const [first, ...more] = subject.draft.certificates;
    const { say } = subject;
    if (first !== undefined && more.length === 0) return noticeToOne(subject, first);
    return [
      paragraph(say('window', { basis: say('basis') })),
      paragraph(say('fileListed')),
      paragraph(say('after')),
      paragraph(say('help', { unit: officeName(subject) })),
    ];
  },
  list: ({ say, draft }) => [
    paragraph(say('listed', { on: { day: draft.on }, count: draft.certificates.length })),
    paragraph(say('window', { basis: say('basis') })),
  ],
  transmittal: (subject) => {
    const vars = { unit: officeName(subject), count: subject.draft.certificates.length };
    return [paragraph(subject.say('forwarded', vars))];
  },
  invitation,
};

/** The list that goes with a letter about several certificates. */
function annexOf(subject: LetterSubject): LetterAnnex {
  const { draft, say } = subject;
  const sent = draft.kind === 'transmittal';
  const column = (key: string, width: number, align: 'left' | 'center' = 'left') => ({
    header: say(`column.${key}`),
    width,
    align,
  });
  const columns = [
    ...[
      column('no', 5, 'center'),
      column('product', 26),
      column('star', 6, 'center'),
      column('producer', 22),
    ],
    ...[column('unit', 17), column('validUntil', 12, 'center')],
    column(sent ? 'filedOn' : 'window', 12, 'center'),
  ];
  const rows = draft.certificates.map((one, at) => [
    String(at + 1),
    one.number === null ? one.product : `${one.product} (${one.number})`,
    String(one.star),
    one.producer,
    unitName(subject, one.unit),
    formatDay(one.validUntil),
    sent ? dayOrDash(one.filing?.filedOn ?? null) : formatDay(renewalWindow(one.validUntil).closesOn),
  ]);
  return {
    label: say('annex'),
    title: say('annexTitle'),
    landscape: true,
    body: [{ kind: 'table', table: { columns, rows } }],
  };
}

const dayOrDash = (day: Certificate['validUntil'] | null): string => (day === null ? '–' : formatDay(day));

function addressees(subject: LetterSubject, head: LetterHead): readonly string[] {
  const { draft, say } = subject;
  const [first, ...more] = draft.certificates;
  if (draft.kind === 'invitation') return [say('toAll')];
  if (draft.kind !== 'renewal') return [head.forwardTo === '' ? say('blank') : head.forwardTo];
  return first !== undefined && more.length === 0 ? [first.producer] : [say('toListed')];
}

/** The whole letter; the day is left to the office, as is the number unless our register is the office's. */
export function letterOf(subject: LetterSubject): Letter {
  const { draft, say } = subject;
  const head = draft.head ?? plainHead(subject);
  const invites = draft.kind === 'invitation';
  const mark = say('draftMark', { number: String(draft.number), year: String(draft.year) });
  const listed = draft.kind === 'renewal' ? draft.certificates.length > 1 : !invites;
  return {
    superior: head.superior,
    issuer: head.issuer,
    number: head.numbered ? draft.number : null,
    symbol: invites ? head.symbols.invitation : head.symbols.letter,
    place: head.place,
    date: head.numbered ? draft.on : null,
    kind: invites ? say('invitation.kind') : null,
    summary: draft.subject,
    addressees: addressees(subject, head),
    bases: [],
    body: bodies[draft.kind](subject),
    authority: head.authority,
    signer: head.signer,
    recipients: [say('recipient'), ...(head.recipients ?? [])],
    archive: head.archive,
    contact: head.contact === '' ? mark : `${head.contact}. ${mark}`,
    ...(listed ? { annexes: [annexOf(subject)] } : {}),
  };
}
