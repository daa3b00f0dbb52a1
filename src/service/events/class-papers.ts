/** Events about the papers of classes; only officers of the class's units get anywhere, whatever a flow says. */
import { formatAttendanceNumber, whomToCertify } from '../../core/attendance-certificate.ts';
import { dayOf } from '../../core/calendar.ts';
import type { ClassPapersEvent } from '../../core/class-papers-event.ts';
import type { EventType, SaidLine } from '../../core/event.ts';
import type { NewProof, OfferingRoll } from '../../ports/class-papers.ts';
import type { Applying, Handler } from '../apply-events.ts';
import { notify } from '../notify.ts';
import { renderText } from '../render.ts';
import { enrolHandlers } from './enrol.ts';

type Handlers = { readonly [T in ClassPapersEvent['type'] & EventType]: Handler<T> };

/** A link lies in a chat; it is of use on the day only. */
const linkLivesMs = 24 * 3_600_000;

const attendanceCertified: Handler<'attendance_certified'> = async ({ code, rule }, turn) => {
  const { tx, contact, officer, at } = turn;
  const roll = officer === null ? null : await tx.rollOf(code, contact.id);
  if (roll === null) return;
  const { offering } = roll.view;
  const sessions = offering.sessions.map(({ id }) => id);
  const people = whomToCertify(roll.rows, sessions, rule);
  const year = Number(dayOf(at).slice(0, 4));
  const issue = { offering: offering.id, unit: offering.unit, year, people, by: contact.id, at };
  const fresh = await tx.certifyAttendance(issue);
  for (const proof of fresh) tell(turn, roll, proof);
  const told = fresh.filter(({ recipient }) => recipient !== null).length;
  turn.slots.certified = renderText(
    {
      key: 'classPapers.certified',
      vars: { fresh: fresh.length, before: people.length - fresh.length, told },
    },
    { texts: turn.deps.texts, language: turn.language, slots: {} },
  );
  const detail = { fresh: fresh.length, all: people.length, rule };
  await tx.audit({ actor: contact.id, action: 'attendance_certified', subject: offering.code, detail }, at);
};

/** One parcel a person: their certificate, and the way to say what they thought. */
function tell(turn: Applying, { view }: OfferingRoll, proof: NewProof): void {
  if (proof.recipient === null) return;
  const { code, title } = view.offering;
  const media = `paper/attendance-certificate/${proof.recipient.language}/${proof.code}`;
  const lines: readonly SaidLine[] = [
    {
      text: {
        key: 'classPapers.told',
        vars: { title, name: proof.name, number: formatAttendanceNumber(proof) },
      },
      document: { media, name: { key: 'classPapers.file.certificate', vars: { code } } },
    },
    {
      text: { key: 'classPapers.askFeedback' },
      choices: [{ label: { key: 'classPapers.feedbackButton' }, payload: `class-feedback:useful:${code}` }],
    },
  ];
  notify(turn, [proof.recipient], `certified:${proof.code}`, lines);
}

const checkInPageWanted: Handler<'check_in_page_wanted'> = async ({ code }, turn) => {
  const { tx, contact, officer, at, inbound, deps } = turn;
  const roll = officer === null ? null : await tx.rollOf(code, contact.id);
  if (roll === null) return;
  if (deps.pages === undefined) {
    turn.slots.checkInPage = deps.texts.text('classPapers.page.none', {}, turn.language);
    return;
  }
  const secret = deps.pages.checkInSecret(inbound.id);
  const { id } = roll.view.offering;
  await tx.makeCheckInPass({ secret, offering: id, officer: contact.id, expiresAt: at + linkLivesMs, at });
  const vars = { link: deps.pages.checkInLink(secret), title: roll.view.offering.title };
  turn.slots.checkInPage = deps.texts.text('classPapers.page.link', vars, turn.language);
};

const classRated: Handler<'class_rated'> = ({ offering, type: _type, ...rating }, turn) =>
  turn.tx.rateClass(offering, turn.contact.id, rating, turn.at);

export const classPapersHandlers: Handlers = {
  ...enrolHandlers,
  attendance_certified: attendanceCertified,
  check_in_page_wanted: checkInPageWanted,
  class_rated: classRated,
};
