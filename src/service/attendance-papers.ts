/** Certificates of attendance as papers: one for the person, all of a class to print, a sample before, the register as a sheet. */

import { presences } from '../core/attendance.ts';
import {
  type AttendanceProof,
  type Certified,
  formatAttendanceNumber,
  whomToCertify,
} from '../core/attendance-certificate.ts';
import { dayOf } from '../core/calendar.ts';
import type { Offering } from '../core/class.ts';
import type { Day, Language } from '../core/model.ts';
import type { AttendanceCertificate } from '../ports/paper.ts';
import type { Table } from '../ports/sheet.ts';
import { type ClassPaperDeps, mimes, pdf, placeOfDate, type Say, sayerOf } from './class-papers.ts';
import type { PaperMaker } from './made-media.ts';

/** Stands in the code of a sample, which verifies as nobody's. */
const sampleCode = 'mau';

export function attendancePapers(deps: ClassPaperDeps): Readonly<Record<string, PaperMaker>> {
  const all =
    (form: 'docx' | 'pdf'): PaperMaker =>
    async (code, language) => {
      const certificates = await ofClass(deps, code, language);
      if (certificates.length === 0) return null;
      const bytes = await (await deps.documents()).certificates(certificates, form);
      return { bytes, mime: mimes[form] };
    };
  return {
    'attendance-certificate': async (code, language) => {
      const found = await deps.store.attendanceProof(code);
      if (found === null || found.proof.name === '') return null;
      const certificate = paperOf(deps, found.view.offering, found.proof, language);
      return pdf(await (await deps.documents()).certificate(certificate, 'pdf'));
    },
    'attendance-sample': async (code, language) => {
      const sample = await sampleOf(deps, code, language);
      return sample === null ? null : pdf(await (await deps.documents()).certificate(sample, 'pdf'));
    },
    'attendance-pdf': all('pdf'),
    'attendance-docx': all('docx'),
    'attendance-register': async (code, language) => {
      const view = await deps.store.findOffering(code);
      if (view === null) return null;
      const proofs = await deps.store.attendanceProofs(view.offering.id);
      const table = registerOf(view.offering, proofs, sayerOf(deps, language));
      return { bytes: await (await deps.documents()).table(table), mime: mimes.xlsx };
    },
  };
}

/** Those of people who had their data erased are left out: there is no name to print. */
async function ofClass(deps: ClassPaperDeps, code: string, language: Language) {
  const view = await deps.store.findOffering(code);
  if (view === null) return [];
  const proofs = await deps.store.attendanceProofs(view.offering.id);
  return proofs
    .filter(({ name }) => name !== '')
    .map((proof) => paperOf(deps, view.offering, proof, language));
}

type Wording = Pick<AttendanceCertificate, 'number' | 'issuedOn' | 'verifyLink'> & Certified;

const paperOf = (deps: ClassPaperDeps, offering: Offering, proof: AttendanceProof, language: Language) =>
  layOut(deps, offering, sayerOf(deps, language), {
    ...proof,
    number: formatAttendanceNumber(proof),
    issuedOn: dayOf(proof.issuedAt),
    verifyLink: deps.pages?.verifyLink(proof.code) ?? proof.code,
  });

/** As the first on the list would get it, with no number yet. */
async function sampleOf(deps: ClassPaperDeps, code: string, language: Language) {
  const view = await deps.store.findOffering(code);
  if (view === null) return null;
  const { id, sessions } = view.offering;
  const [rows, marks] = await Promise.all([deps.store.roster(id), deps.store.marksOf(id)]);
  const seen = presences(marks);
  const attendees = rows.map(({ claim, name }) => {
    const own = seen.filter((one) => one.claim === claim);
    const states = Object.fromEntries(own.map(({ session, state }) => [session, state]));
    return { claim, name: name ?? '', states };
  });
  const days = sessions.map((session) => session.id);
  const [first] = [...whomToCertify(attendees, days, 'every'), ...whomToCertify(attendees, days, 'some')];
  if (first === undefined) return null;
  const say = sayerOf(deps, language);
  const issuedOn = dayOf(deps.clock.now());
  const number = say('sampleNumber', { year: issuedOn.slice(0, 4) });
  const verifyLink = deps.pages?.verifyLink(sampleCode) ?? sampleCode;
  return layOut(deps, view.offering, say, { ...first, number, issuedOn, verifyLink });
}

function layOut(
  deps: ClassPaperDeps,
  offering: Offering,
  say: Say,
  { name, attended, sessions, number, issuedOn, verifyLink }: Wording,
): AttendanceCertificate {
  const [first] = offering.sessions;
  const last = offering.sessions.at(-1);
  return {
    issuer: [offering.organiser],
    superior: [],
    number,
    person: name,
    personLine: '',
    classTitle: offering.title,
    from: first?.day ?? issuedOn,
    to: last?.day ?? issuedOn,
    place: first?.venue ?? '',
    ...(sessions > 1 ? { attended: { sessions: attended, of: sessions } } : {}),
    issuedAt: placeOfDate(deps, offering) || say('blank'),
    issuedOn,
    authority: [offering.organiser],
    signer: '',
    verifyLink,
  };
}

function registerOf(offering: Offering, proofs: readonly AttendanceProof[], say: Say): Table {
  const text = (header: string, width: number) => ({ header, kind: 'text' as const, width });
  return {
    sheet: say('number'),
    title: [say('registerTitle'), offering.title],
    columns: [
      text(say('number'), 18),
      text(say('name'), 30),
      text(say('attended'), 16),
      { header: say('issued'), kind: 'day', width: 14 },
      text(say('sign'), 20),
    ],
    rows: proofs.map((proof) => [
      formatAttendanceNumber(proof),
      proof.name,
      `${proof.attended}/${proof.sessions}`,
      dayOf(proof.issuedAt) satisfies Day,
      null,
    ]),
    landscape: false,
  };
}
