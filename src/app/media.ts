/** Opens the media: files people sent, and papers that are made when they are sent. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadTargets } from '../content/targets.ts';
import type { RegistryLanguage } from '../core/certificate-row.ts';
import type { EnrolLanguage } from '../core/enrol-row.ts';
import type { Documents } from '../ports/document.ts';
import type { PublicPages } from '../ports/pages.ts';
import type { SeatCodes } from '../ports/seat-code.ts';
import type { Clock, Library, Log, MediaStore, Texts } from '../ports.ts';
import { announcementPapers } from '../service/announcement-papers.ts';
import { attendancePapers } from '../service/attendance-papers.ts';
import { calendarPapers } from '../service/calendar-paper.ts';
import { classPapers } from '../service/class-papers.ts';
import { enrolPapers } from '../service/enrol/enrol-papers.ts';
import { figurePapers } from '../service/figure-papers.ts';
import { letterPapers } from '../service/letter-papers.ts';
import { withPapers } from '../service/made-media.ts';
import { registryPapers } from '../service/registry/registry-papers.ts';
import { scorePapers } from '../service/score-papers.ts';
import { seatCodePapers } from '../service/seat-code-paper.ts';
import { createMediaFiles } from '../store/media-files.ts';
import type { PostgresStore } from '../store/store.ts';

export interface MediaOptions {
  readonly dataDir: string;
  readonly store: PostgresStore;
  readonly library: Library;
  readonly registry: RegistryLanguage;
  readonly enrol: EnrolLanguage;
  readonly texts: Texts;
  readonly log: Log;
  readonly clock: Clock;
  readonly pages?: PublicPages | undefined;
  readonly codes: SeatCodes;
}

export function openMedia({
  dataDir,
  store,
  library,
  registry,
  enrol,
  texts,
  log,
  clock,
  pages,
  codes,
}: MediaOptions): MediaStore {
  const targets = loadTargets(fileURLToPath(new URL('../../content/targets', import.meta.url)));
  const files = createMediaFiles(join(dataDir, 'media'), store.media);
  let room: Promise<Documents> | null = null;
  // Opened with the first paper: its libraries would make every start slower.
  const documents = () => {
    room ??= import('../document/documents.ts').then(({ createDocuments }) => createDocuments({ texts }));
    return room;
  };
  const deps = { store, library, texts, documents, clock, ...(pages === undefined ? {} : { pages }) };
  return withPapers(
    files,
    {
      ...scorePapers(deps),
      ...calendarPapers(deps),
      ...letterPapers(deps),
      ...figurePapers({ ...deps, targets }),
      ...registryPapers({ ...deps, registry, files }),
      ...classPapers(deps),
      ...enrolPapers({ ...deps, enrol, files }),
      ...announcementPapers(deps),
      ...attendancePapers(deps),
      ...seatCodePapers({ ...deps, codes }),
    },
    log,
  );
}
