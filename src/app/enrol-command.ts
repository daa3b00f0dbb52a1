/** `npm run class -- enrol FILE`: an operator enrols the people of a list, looks at what would become of it, or takes it back. */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ConfigError } from '../core/error.ts';
import { createDocuments } from '../document/documents.ts';
import type { OfferingView } from '../ports/seats.ts';
import type { Store } from '../ports.ts';
import { enrolList } from '../service/enrol/enrol-list.ts';
import { reportLines, verdictsOf } from '../service/enrol/enrol-report.ts';
import { colouredCopy } from '../service/sheet-report.ts';
import { loadKnowledge } from './knowledge.ts';

export interface EnrolAsked {
  readonly view: OfferingView;
  readonly file: string;
  readonly dryRun: boolean;
  /** Where to write the coloured copy. */
  readonly copy: string | undefined;
  readonly at: number;
}

/** Gives the report in lines. @throws ConfigError when the file or the class does not take it */
export async function enrolFromFile(store: Store, asked: EnrolAsked): Promise<readonly string[]> {
  const { texts, enrol, library } = loadKnowledge();
  const documents = createDocuments({ texts });
  const { view, file, dryRun, copy, at } = asked;
  const bytes = read(file);
  const deps = { store, documents, library: await library(store), enrol };
  const request = { view, bytes, fileName: basename(file), actor: 'operator', dryRun, at } as const;
  const report = await enrolList(deps, request);
  if (!report.ok) throw new ConfigError([texts.text(report.code, report.vars ?? {}, 'vi')]);
  const speaking = { texts, language: 'vi' } as const;
  if (copy !== undefined) {
    const heading = texts.text('enrol.heading', {}, 'vi');
    const verdicts = verdictsOf(report.value, speaking);
    writeFileSync(copy, await colouredCopy(documents, bytes, report.value.head, heading, verdicts));
  }
  const { list } = report.value;
  const undo = list === undefined ? [] : [`To take the whole list back: npm run class -- unenrol ${list}`];
  return [...reportLines(report.value, speaking), ...undo];
}

/** Takes a list back whole, as in chat. @throws ConfigError when there is none, or something happened to its people */
export async function takeBack(store: Store, list: string, at: number): Promise<readonly string[]> {
  const seen = await store.enrolList(list);
  if (seen === null) throw new ConfigError([`There is no list ${list}.`]);
  const { result } = await store.actOnSeats(seen.offering, { kind: 'unenrol', list }, at);
  const said = loadKnowledge().texts.text(`enrol.undone.${result}`, {}, 'vi');
  if (result !== 'done') throw new ConfigError([said]);
  return [`${seen.code}: ${said}`];
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    throw new ConfigError([`${file} cannot be read.`]);
  }
}
