/** Papers of lists of people, made at the moment they are sent: an empty list to fill in, the coloured copy of one that was read. */
import type { EnrolColumn, EnrolLanguage } from '../../core/enrol-row.ts';
import type { Documents } from '../../ports/document.ts';
import type { Table } from '../../ports/sheet.ts';
import type { MediaReader, Store, Texts } from '../../ports.ts';
import { mimes } from '../class-papers.ts';
import type { PaperMaker } from '../made-media.ts';
import { colouredCopy } from '../sheet-report.ts';
import type { EnrolReport } from './enrol-list.ts';
import { verdictsOf } from './enrol-report.ts';

export interface EnrolPaperDeps {
  readonly store: Pick<Store, 'enrolList'>;
  readonly files: MediaReader;
  readonly texts: Texts;
  readonly enrol: EnrolLanguage;
  readonly documents: () => Promise<Pick<Documents, 'errorCopy' | 'table'>>;
}

/** Columns of the empty list, with their widths in characters. */
const sampleColumns: readonly (readonly [EnrolColumn, number])[] = [
  ['ordinal', 6],
  ['name', 28],
  ['phone', 16],
  ['unit', 22],
  ['from', 28],
  ['note', 20],
];
const sampleRows = 40;

/** Headed as the reader knows them best; telephone cells are text, so that no zero gets lost. */
const sampleOf = ({ columns }: EnrolLanguage, title: string): Table => ({
  sheet: title,
  title: [title],
  columns: sampleColumns.map(([key, width]) => ({
    header: columns[key].headers[0] ?? key,
    kind: key === 'phone' ? 'phone' : key === 'ordinal' ? 'number' : 'text',
    width,
  })),
  rows: Array.from({ length: sampleRows }, (_, at) =>
    sampleColumns.map(([key]) => (key === 'ordinal' ? at + 1 : null)),
  ),
});

/** Makers by the kind that stands in the id; the id is the list's, of an empty one the class's code. */
export function enrolPapers({
  store,
  files,
  texts,
  enrol,
  documents,
}: EnrolPaperDeps): Readonly<Record<string, PaperMaker>> {
  return {
    'enrol-sample': async (_code, language) => {
      const table = sampleOf(enrol, texts.text('enrol.sampleTitle', {}, language));
      return { bytes: await (await documents()).table(table), mime: mimes.xlsx };
    },
    'enrol-copy': async (id, language) => {
      const list = await store.enrolList(id);
      const sent = list === null || list.media === null ? null : await files.read(list.media);
      if (list === null || list.report === null || sent === null) return null;
      const report = list.report as unknown as EnrolReport;
      const heading = texts.text('enrol.heading', {}, language);
      const verdicts = verdictsOf(report, { texts, language });
      const bytes = await colouredCopy(await documents(), sent.bytes, report.head, heading, verdicts);
      return { bytes, mime: mimes.xlsx };
    },
  };
}
