/**
 * The document room as one port: everything the services may have written or read. What writes is loaded with the first
 * paper of its kind: who asks for a sheet does not pay for fonts, PDF and pictures.
 */
import type { Language } from '../core/model.ts';
import type { Bytes, Documents } from '../ports/document.ts';
import type { Texts } from '../ports.ts';
import { layCertificate, layCertificates } from './attendance-certificate.ts';
import { writeIcs } from './ics.ts';
import type { Paper } from './layout.ts';
import { layLetter } from './letter.ts';
import { qrPng, qrSvg } from './qr.ts';
import { layReport } from './report.ts';
import { layRoster, rosterTable } from './roster.ts';
import { sayIn } from './say.ts';
import { layScoreSheet } from './score-sheet.ts';

const writers: Readonly<Record<'docx' | 'pdf', (paper: Paper) => Promise<Bytes>>> = {
  docx: async (paper) => (await import('./docx-writer.ts')).writeDocx(paper),
  pdf: async (paper) => (await import('./pdf-writer.ts')).writePdf(paper),
};
const writeTable: Documents['table'] = async (table) => (await import('./table-sheet.ts')).writeTable(table);

/** Opens the room; `texts` holds the fixed words of the papers. */
export function createDocuments({ texts }: { readonly texts: Pick<Texts, 'text'> }): Documents {
  const say = (language: Language = 'vi') => sayIn(texts, language);
  return {
    letter: (letter, form) => writers[form](layLetter(letter, say())),
    roster: (roster, form, language) =>
      form === 'xlsx'
        ? writeTable(rosterTable(roster, say(language)))
        : writers[form](layRoster(roster, say(language))),
    nameTags: async (tags) => (await import('./name-tags.ts')).writeNameTags(tags),
    poster: async (poster, paper, language) =>
      (await import('./poster.ts')).writePoster(poster, paper, say(language)),
    certificate: async (certificate, form) => writers[form](await layCertificate(certificate, say())),
    certificates: async (list, form) => writers[form](await layCertificates(list, say())),
    report: (report, language) => writers.pdf(layReport(report, say(language))),
    scoreSheet: (sheet, form) => writers[form](layScoreSheet(sheet, say())),
    scoreChart: async (chart) => (await import('./chart.ts')).drawScoreChart(chart),
    progressChart: async (chart) => (await import('./chart.ts')).drawProgressChart(chart),
    qrPng,
    qrSvg,
    calendar: writeIcs,
    table: writeTable,
    readSheet: async (bytes, spec) => (await import('./sheet-reader.ts')).readSheet(bytes, spec),
    errorCopy: async (bytes, copy) => (await import('./error-copy.ts')).writeErrorCopy(bytes, copy),
  };
}
