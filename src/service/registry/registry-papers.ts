/** Papers of the registry, made at the moment they are sent: the coloured copy of a file, lists and the notice register. */
import { dayOf } from '../../core/calendar.ts';
import type { RegistryLanguage } from '../../core/certificate-row.ts';
import { unitTitle } from '../../core/unit.ts';
import type { Documents } from '../../ports/document.ts';
import type { Clock, Library, MediaReader, Store, Texts } from '../../ports.ts';
import type { PaperMaker } from '../made-media.ts';
import { provincialTable, ptntTable } from './export-registry.ts';
import type { RegistryReport } from './import-registry.ts';
import { noticeReport } from './notice-register.ts';
import { colouredCopy } from './registry-report.ts';

export interface RegistryPaperDeps {
  readonly store: Pick<Store, 'registryFile' | 'exportCertificates' | 'unitNotices'>;
  readonly library: Pick<Library, 'units'>;
  readonly registry: RegistryLanguage;
  readonly clock: Clock;
  readonly files: MediaReader;
  readonly texts: Texts;
  readonly documents: () => Promise<Pick<Documents, 'errorCopy' | 'table' | 'report'>>;
}

const yearMs = 366 * 86_400_000;
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
    'registry-list': listMaker(deps, provincialTable),
    'registry-ptnt': listMaker(deps, ptntTable),
    'registry-notices': async (id, language) => {
      const unit = deps.library.units.byCode(id);
      if (unit === undefined) return null;
      const printedAt = deps.clock.now();
      const span = { from: printedAt - yearMs, to: printedAt, printedAt };
      const notices = await deps.store.unitNotices(unit.code, span.from, span.to);
      const report = noticeReport(deps.texts, { notices, unitName: unitTitle(unit), language, ...span });
      return { bytes: await (await deps.documents()).report(report, language), mime: 'application/pdf' };
    },
  };
}

/** The registry of a unit, named by its code. */
const listMaker =
  (deps: RegistryPaperDeps, make: typeof provincialTable): PaperMaker =>
  async (id, language) => {
    const unit = deps.library.units.byCode(id);
    if (unit === undefined) return null;
    const records = deps.store.exportCertificates(unit.code);
    const about = { records, language, unitName: unitTitle(unit), today: dayOf(deps.clock.now()) };
    return { bytes: await (await deps.documents()).table(make(deps, about)), mime: xlsx };
  };
