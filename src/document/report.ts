/** Printed lists as evidence: the notice register, lists of certificates. */
import type { Report } from '../ports/paper.ts';
import { line, mm, type Paper } from './layout.ts';
import { paperHead } from './roster.ts';
import type { Say } from './say.ts';

/** Describes a list; wide ones lie across, every page says where it comes from. */
export function layReport(report: Report, say: Say): Paper {
  const size = report.table.columns.length > 7 ? 10 : 11;
  return {
    title: report.title,
    sections: [
      {
        landscape: report.landscape ?? false,
        margins: { top: mm(18), right: mm(12), bottom: mm(18), left: mm(15) },
        pageNumbers: true,
        footer: report.footer,
        blocks: [
          ...paperHead(report, say),
          { kind: 'table', table: { ...report.table, size } },
          ...report.notes.map((text, at) => line(text, { size: 12, before: at === 0 ? 8 : 2 })),
        ],
      },
    ],
  };
}
