/** `npm run class -- roster CODE --out FILE`: an operator writes the list of a class as docx, PDF or xlsx. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadTexts } from '../content/texts.ts';
import { ConfigError } from '../core/error.ts';
import { createUnitIndex } from '../core/unit.ts';
import type { Clock, Store } from '../ports.ts';
import { classPapers } from '../service/class-papers.ts';

/** Writes the file, its form told by its ending; gives what to print. @throws ConfigError for another ending */
export async function writeRoster(
  store: Store,
  { code, out, clock }: { readonly code: string; readonly out: string; readonly clock: Clock },
): Promise<readonly string[]> {
  const form = /\.(docx|pdf|xlsx)$/.exec(out)?.[1];
  if (form === undefined) throw new ConfigError([`${out}: name a file that ends in .docx, .pdf or .xlsx.`]);
  const texts = loadTexts(fileURLToPath(new URL('../../locales', import.meta.url)));
  const { units, aliases } = await store.units();
  const papers = classPapers({
    ...{ store, texts, clock, library: { units: createUnitIndex(units, aliases) } },
    documents: () =>
      import('../document/documents.ts').then(({ createDocuments }) => createDocuments({ texts })),
  });
  const paper = await papers[`roster-${form}`]?.(code, 'vi');
  if (paper == null) throw new ConfigError([`There is no class or event ${code}.`]);
  writeFileSync(out, paper.bytes);
  return [out];
}
