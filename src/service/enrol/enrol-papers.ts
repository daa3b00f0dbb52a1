/** The coloured copy of a list of people, made at the moment it is sent. */
import type { Documents } from '../../ports/document.ts';
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
  readonly documents: () => Promise<Pick<Documents, 'errorCopy'>>;
}

/** Makers by the kind that stands in the id; the id is the list's. */
export function enrolPapers({
  store,
  files,
  texts,
  documents,
}: EnrolPaperDeps): Readonly<Record<string, PaperMaker>> {
  return {
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
