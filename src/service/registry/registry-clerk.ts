/**
 * Reads the registry files that officers sent in chat, one after the other: as a trial first, then in earnest when they
 * said so. The answer goes through the ledger with a coloured copy of the file.
 */
import { ok, type Result, refuse } from '../../core/error.ts';
import type { Bubble } from '../../core/message.ts';
import type { Instant, MediaId, ParcelId } from '../../core/model.ts';
import type { Documents } from '../../ports/document.ts';
import type { WaitingFile } from '../../ports/registry-file.ts';
import type { ParcelPlan } from '../../ports.ts';
import type { Deps } from '../deps.ts';
import { renderLines } from '../render.ts';
import { createTicker } from '../ticker.ts';
import { importRegistry, importTyped, type RegistryDeps, type RegistryReport } from './import-registry.ts';
import { reportLines } from './registry-report.ts';

const everyMs = 2_000;
/** Longer than the largest file takes. */
const leaseMs = 10 * 60_000;

export interface RegistryClerk {
  /** Reads everything that waits; gives how many files that were. */
  run(): Promise<number>;
  start(): void;
  stop(): Promise<void>;
}

export interface ClerkDeps
  extends Pick<Deps, 'store' | 'media' | 'clock' | 'log' | 'jobs' | 'texts' | 'channels' | 'library'> {
  readonly registry: RegistryDeps['registry'];
  /** Opened when first needed: most processes never read a file. */
  readonly documents: () => Promise<Pick<Documents, 'readSheet'>>;
}

export function createRegistryClerk(deps: ClerkDeps): RegistryClerk {
  const run = async (): Promise<number> => {
    let count = 0;
    for (;;) {
      const file = await deps.store.nextRegistryFile(leaseMs, deps.clock.now());
      if (file === null) return count;
      await readOne(deps, file);
      count += 1;
    }
  };
  const ticker = createTicker(
    async () => {
      await run().catch((error: unknown) =>
        deps.log.warn({ error }, 'a registry file was not read; tried again later'),
      );
    },
    { everyMs },
  );
  return {
    run,
    start: ticker.start,
    stop: ticker.stop,
  };
}

async function readOne(deps: ClerkDeps, file: WaitingFile): Promise<void> {
  const at = deps.clock.now();
  const read = await tryOut(deps, file, at);
  const bubbles = read.ok ? reportBubbles(deps, file, read.value) : refusalBubbles(deps, file, read);
  const answer = answerOf(file, bubbles);
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

function answerOf(
  { id, state, contactId, channel, address }: WaitingFile,
  bubbles: readonly Bubble[],
): ParcelPlan | null {
  if (channel === null || address === null) return null;
  const cause = { kind: 'event', id: `registry-file:${id}:${state}` } as const;
  return {
    id: `n:${cause.id}` as ParcelId,
    contactId,
    class: 'transactional',
    cause,
    channel,
    address,
    bubbles,
  };
}

const howOf = ({ texts, channels }: ClerkDeps, { language, channel }: WaitingFile) => {
  const limits = (channel === null ? undefined : channels[channel]?.limits) ?? { text: 2000, buttons: 0 };
  return { texts, language, limits, slots: {} };
};

/** The words with what may be done next, and the coloured copy, made when it is sent. */
function reportBubbles(deps: ClerkDeps, file: WaitingFile, report: RegistryReport): readonly Bubble[] {
  const how = howOf(deps, file);
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
  return renderLines([{ text, choices: [again] }], howOf(deps, file));
}
