/** The document room as one port: everything the services may have written or read. */
import type { Language } from '../core/model.ts';
import type { Bytes, Documents } from '../ports/document.ts';
import type { Texts } from '../ports.ts';
import { layCertificate, layCertificates } from './attendance-certificate.ts';
import { drawProgressChart, drawScoreChart } from './chart.ts';
import { writeDocx } from './docx-writer.ts';
import { writeErrorCopy } from './error-copy.ts';
import { writeIcs } from './ics.ts';
import type { Paper } from './layout.ts';
import { layLetter } from './letter.ts';
import { writeNameTags } from './name-tags.ts';
import { writePdf } from './pdf-writer.ts';
import { writePoster } from './poster.ts';
import { qrPng, qrSvg } from './qr.ts';
import { layReport } from './report.ts';
import { layRoster, rosterTable } from './roster.ts';
import { sayIn } from './say.ts';
import { layScoreSheet } from './score-sheet.ts';
import { readSheet } from './sheet-reader.ts';
import { writeTable } from './table-sheet.ts';

const writers: Readonly<Record<'docx' | 'pdf', (paper: Paper) => Promise<Bytes>>> = {
  docx: writeDocx,
  pdf: writePdf,
};

/** Opens the room; `texts` holds the fixed words of the papers. */
export function createDocuments({ texts }: { readonly texts: Pick<Texts, 'text'> }): Documents {
  const say = (language: Language = 'vi') => sayIn(texts, language);
  return {
    letter: (letter, form) => writers[form](layLetter(letter, say())),
    roster: (roster, form, language) =>
      form === 'xlsx'
        ? writeTable(rosterTable(roster, say(language)))
        : writers[form](layRoster(roster, say(language))),
    nameTags: writeNameTags,
    poster: (poster, paper, language) => writePoster(poster, paper, say(language)),
    certificate: async (certificate, form) => writers[form](await layCertificate(certificate, say())),
    certificates: async (list, form) => writers[form](await layCertificates(list, say())),
    report: (report, language) => writePdf(layReport(report, say(language))),
    scoreSheet: (sheet, form) => writers[form](layScoreSheet(sheet, say())),
    scoreChart: drawScoreChart,
    progressChart: drawProgressChart,
    qrPng,
    qrSvg,
    calendar: writeIcs,
    table: writeTable,
    readSheet,
    errorCopy: writeErrorCopy,
  };
}
