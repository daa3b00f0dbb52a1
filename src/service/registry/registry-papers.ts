/** The coloured copy of a registry file, made from the file and its report at the moment it is sent. */
import type { Documents } from '../../ports/document.ts';
import type { MediaReader, Store, Texts } from '../../ports.ts';
import type { PaperMaker } from '../made-media.ts';
import type { RegistryReport } from './import-registry.ts';
import { colouredCopy } from './registry-report.ts';

export interface RegistryPaperDeps {
  readonly store: Pick<Store, 'registryFile'>;
  readonly files: MediaReader;
  readonly texts: Texts;
  readonly documents: () => Promise<Pick<Documents, 'errorCopy'>>;
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Makers by the kind that stands in the id. */
export function registryPapers(deps: RegistryPaperDeps): Readonly<Record<string, PaperMaker>> {
  return {
    'registry-copy': async (id, language) => {
      const file = await deps.store.registryFile(id);
      const sent = file === null || file.media === null ? null : await deps.files.read(file.media);
      if (file === null || file.report === null || sent === null) return null;
      const report = file.report as unknown as RegistryReport;
      const speaking = { texts: deps.texts, language };
      return { bytes: await colouredCopy(await deps.documents(), sent.bytes, report, speaking), mime: xlsx };
    },
  };
}
