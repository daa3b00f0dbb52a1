/** Reads the lists of people that officers sent for a class, and enrols them when they said so. */
import type { EnrolLanguage } from '../../core/enrol-row.ts';
import { type Result, refuse } from '../../core/error.ts';
import type { Bubble } from '../../core/message.ts';
import type { MediaId } from '../../core/model.ts';
import type { Documents } from '../../ports/document.ts';
import type { WaitingEnrolList } from '../../ports/enrol.ts';
import type { ParcelPlan } from '../../ports.ts';
import type { Deps } from '../deps.ts';
import { answerTo, createFileClerk, type FileClerk, leaseMs, speakingTo } from '../file-clerk.ts';
import { renderLines } from '../render.ts';
import { type EnrolReport, enrolList } from './enrol-list.ts';
import { isSpotless, isWritable, reportLines } from './enrol-report.ts';

export interface EnrolClerkDeps
  extends Pick<Deps, 'store' | 'media' | 'clock' | 'log' | 'jobs' | 'texts' | 'channels' | 'library'> {
  readonly enrol: EnrolLanguage;
  /** Opened when first needed: most processes never read a file. */
  readonly documents: () => Promise<Pick<Documents, 'readSheet'>>;
}

export const createEnrolClerk = (deps: EnrolClerkDeps): FileClerk =>
  createFileClerk('list of people', deps.log, {
    next: () => deps.store.nextEnrolList(leaseMs, deps.clock.now()),
    read: (list) => readOne(deps, list),
  });

async function readOne(deps: EnrolClerkDeps, list: WaitingEnrolList): Promise<void> {
  const at = deps.clock.now();
  const answers: ParcelPlan[] = [];
  const answer = (bubbles: readonly Bubble[]): ParcelPlan | null => {
    const parcel = answerTo(list, `enrol-list:${list.id}:${list.state}`, bubbles);
    if (parcel !== null) answers.push(parcel);
    return parcel;
  };
  const read = await tryOut(deps, list, (report) => ({ answer: answer(reportBubbles(deps, list, report)) }));
  if (!read.ok) {
    const told = answer(refusalBubbles(deps, list, read));
    await deps.store.closeEnrolList({ id: list.id, state: 'refused', report: null, answer: told, at });
  } else if (read.value.dryRun) {
    const told = answer(reportBubbles(deps, list, read.value));
    await deps.store.closeEnrolList({ id: list.id, state: 'tried', report: read.value, answer: told, at });
  }
  for (const { id } of answers) await deps.jobs.add('deliver', { parcelId: id });
}

async function tryOut(
  deps: EnrolClerkDeps,
  { id, code, media, fileName, contactId: actor, state }: WaitingEnrolList,
  end: (report: EnrolReport) => { readonly answer: ParcelPlan | null },
): Promise<Result<EnrolReport>> {
  const [view, kept] = await Promise.all([
    deps.store.findOffering(code),
    media === null ? null : deps.media.read(media),
  ]);
  if (view === null || kept === null) return refuse('sheet.notASheet');
  return enrolList(
    { ...deps, documents: await deps.documents() },
    {
      ...{ view, bytes: kept.bytes, fileName, actor, at: deps.clock.now(), dryRun: state === 'sent' },
      list: { id, end },
    },
  );
}

/** The words with what may be done next, and the coloured copy, made when it is sent. */
function reportBubbles(deps: EnrolClerkDeps, list: WaitingEnrolList, report: EnrolReport): readonly Bubble[] {
  const how = speakingTo(deps, list);
  const take = { label: { key: 'enrol.take' }, payload: `enrol-file:take:${list.id}` };
  const undo = { label: { key: 'enrol.undo' }, payload: `enrol-file:undo:${list.id}` };
  const first = report.dryRun ? (isWritable(report) ? [take] : [again(list)]) : [undo];
  const text = { key: 'enrol.report', vars: { lines: { lines: reportLines(report, how) } } };
  const words = renderLines([{ text, choices: [...first, toClass(list)] }], how);
  if (isSpotless(report)) return words;
  const media = `paper/enrol-copy/${list.language}/${list.id}` as MediaId;
  const name = deps.texts.text('enrol.copyName', { code: list.code }, list.language);
  const unshown = deps.texts.text('nav.unshown', {}, list.language);
  return [
    { text: deps.texts.text('enrol.copy', {}, list.language), document: { media, name }, unshown },
    ...words,
  ];
}

const again = ({ code }: WaitingEnrolList) => ({
  label: { key: 'registry.again' },
  payload: `enrol-file:file:${code}`,
});
const toClass = ({ code }: WaitingEnrolList) => ({
  label: { key: 'enrol.toClass' },
  payload: `class-papers:open:${code}`,
});

function refusalBubbles(
  deps: EnrolClerkDeps,
  list: WaitingEnrolList,
  { code, vars }: { readonly code: string; readonly vars?: Readonly<Record<string, string | number>> },
): readonly Bubble[] {
  const text = vars === undefined ? { key: code } : { key: code, vars };
  return renderLines([{ text, choices: [again(list), toClass(list)] }], speakingTo(deps, list));
}
