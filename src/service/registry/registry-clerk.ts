/**
 * Reads the registry files that officers sent in chat, one after the other: as a trial first, then in earnest when they
 * said so. The answer goes through the ledger with a coloured copy of the file.
 */
import { ok, type Result, refuse } from '../../core/error.ts';
import type { Bubble } from '../../core/message.ts';
import type { Instant, MediaId } from '../../core/model.ts';
import type { Documents } from '../../ports/document.ts';
import type { WaitingFile } from '../../ports/registry-file.ts';
import type { Deps } from '../deps.ts';
import { answerTo, createFileClerk, type FileClerk, leaseMs, speakingTo } from '../file-clerk.ts';
import { renderLines } from '../render.ts';
import { importRegistry, importTyped, type RegistryDeps, type RegistryReport } from './import-registry.ts';
import { reportLines } from './registry-report.ts';

export interface ClerkDeps
  extends Pick<Deps, 'store' | 'media' | 'clock' | 'log' | 'jobs' | 'texts' | 'channels' | 'library'> {
  readonly registry: RegistryDeps['registry'];
  /** Opened when first needed: most processes never read a file. */
  readonly documents: () => Promise<Pick<Documents, 'readSheet'>>;
}

export const createRegistryClerk = (deps: ClerkDeps): FileClerk =>
  createFileClerk('registry file', deps.log, {
    next: () => deps.store.nextRegistryFile(leaseMs, deps.clock.now()),
    read: (file) => readOne(deps, file),
  });

async function readOne(deps: ClerkDeps, file: WaitingFile): Promise<void> {
  const at = deps.clock.now();
  const read = await tryOut(deps, file, at);
  const bubbles = read.ok ? reportBubbles(deps, file, read.value) : refusalBubbles(deps, file, read);
  const answer = answerTo(file, `registry-file:${file.id}:${file.state}`, bubbles);
  const done = file.state === 'sent' ? 'tried' : 'written';
  const state = read.ok ? done : 'refused';
  await deps.store.closeRegistryFile({ id: file.id, state, report: read.ok ? read.value : null, answer, at });
  if (answer !== null) await deps.jobs.add('deliver', { parcelId: answer.id });
}

async function tryOut(deps: ClerkDeps, file: WaitingFile, at: Instant): Promise<Result<RegistryReport>> {
  const { id, fileName, unit, contactId: actor, media, line } = file;
  const about = { id: `file:${id}`, fileName, unit, actor, dryRun: file.state === 'sent', at };
  if (line !== null) return ok(await importTyped(deps, line, about));
  const kept = media === null ? null : await deps.media.read(media);
  if (kept === null) return refuse('sheet.notASheet');
  return importRegistry({ ...deps, documents: await deps.documents() }, { ...about, bytes: kept.bytes });
}

/** The words with what may be done next, and the coloured copy, made when it is sent. */
function reportBubbles(deps: ClerkDeps, file: WaitingFile, report: RegistryReport): readonly Bubble[] {
  const how = speakingTo(deps, file);
  const lines = reportLines(report, how);
  const writable = report.dryRun && report.created.length + report.updated.length > 0;
  const take = { label: { key: 'registry.take' }, payload: `officer-certificates:take:${file.id}` };
  const home = { label: { key: 'officerCertificates.homeButton' }, payload: 'officer-certificates' };
  const text = { key: 'registry.report', vars: { lines: { lines } } };
  const words = renderLines([{ text, choices: writable ? [take, home] : [home] }], how);
  const spotless = report.notes.length + report.conflicts.length === 0;
  if (spotless || file.media === null) return words;
  const media = `paper/registry-copy/${file.language}/${file.id}` as MediaId;
  const name = deps.texts.text('registry.copyName', {}, file.language);
  const unshown = deps.texts.text('nav.unshown', {}, file.language);
  return [
    { text: deps.texts.text('registry.copy', {}, file.language), document: { media, name }, unshown },
    ...words,
  ];
}

function refusalBubbles(
  deps: ClerkDeps,
  file: WaitingFile,
  refusal: { readonly code: string; readonly vars?: Readonly<Record<string, string | number>> },
): readonly Bubble[] {
  const text = refusal.vars === undefined ? { key: refusal.code } : { key: refusal.code, vars: refusal.vars };
  const again = { label: { key: 'registry.again' }, payload: 'officer-certificates:file' };
  return renderLines([{ text, choices: [again] }], speakingTo(deps, file));
}
