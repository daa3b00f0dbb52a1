/** Pure: one announcement before an officer's eyes: what it would do, how it looks, what became of it. */
import type { AnnouncementContent } from '../../core/announcement.ts';
import { asksApproval } from '../../core/announcement-approval.ts';
import { choicesOf } from '../../core/announcement-button.ts';
import { type AnnouncementFault, checkAnnouncement } from '../../core/announcement-check.ts';
import { lawfulHours } from '../../core/announcement-policy.ts';
import { type AnnouncementPreview, previewOf } from '../../core/announcement-preview.ts';
import { compile, fill, labelOf, textIn } from '../../core/announcement-text.ts';
import type { TextRef, VarValue } from '../../core/event.ts';
import type { Instant, OfficerView } from '../../core/model.ts';
import type { UnitIndex } from '../../core/unit.ts';
import type { Scene } from '../define.ts';
import type { AnnouncementView, KnownAnnouncement, RowCount } from '../needs/announcement.ts';
import { rulesIn } from './announce-text.ts';
import { audienceLines } from './audience-lines.ts';
import { shownInstant } from './offering-card.ts';

/** Whether all its units are the officer's: their communes, or communes of their province. */
export function isTheirs(
  { units: own }: Pick<KnownAnnouncement, 'units'>,
  officer: OfficerView | null,
  units: Pick<UnitIndex, 'byCode'>,
): boolean {
  if (officer === null) return false;
  return own.every((code) => {
    const province = units.byCode(code)?.provinceCode;
    return officer.units.some((unit) => unit === code || unit === province);
  });
}

/** The announcement looked at, if it is the officer's to see. */
export function viewOf({ world }: Scene): AnnouncementView | null {
  const view = world.found?.kind === 'announcement' ? world.found.view : null;
  return view !== null && isTheirs(view.announcement, world.officer, world.units) ? view : null;
}

/** What still stands in the way of releasing it. */
export function faultsOf(view: AnnouncementView, scene: Scene): readonly AnnouncementFault[] {
  const { limits } = rulesIn(scene);
  return checkAnnouncement({
    draft: view.announcement,
    audience: view.announcement.audience,
    now: scene.world.now,
    role: scene.world.officer?.role ?? 'commune',
    textLimit: limits.text,
    captionLimit: limits.caption,
    frameLength: 0,
    mediaLimit: limits.image,
  });
}

export const faultLine = ({ code, vars }: AnnouncementFault): TextRef => ({ key: code, vars: vars ?? {} });

export function preview(view: AnnouncementView, scene: Scene): AnnouncementPreview | null {
  const { rates, hours: usual } = rulesIn(scene);
  const hours = view.announcement.urgentReason === null ? usual : lawfulHours;
  if (view.count === null) return null;
  const beginsAt = Math.max(view.announcement.sendAt ?? scene.world.now, scene.world.now);
  return previewOf({ count: view.count, rates, beginsAt, hours });
}

const channelRef = (channel: string): TextRef => ({ key: `announcement.channel.${channel}` });

const reachedLines = ({ channels }: AnnouncementPreview): readonly TextRef[] =>
  channels
    .filter(({ count, refused }) => count > refused)
    .map(({ channel, count, refused }) => ({
      key: 'announce.preview.channel',
      vars: { channel: channelRef(channel), count: count - refused },
    }));

const leftLine = (count: number, reason: string): TextRef => ({
  key: 'announce.preview.leftOut',
  vars: { count, reason: { key: `announcement.reason.${reason}` } },
});

/** Everybody who gets nothing, those a channel will not take included: they are to be called. */
const leftOutLines = ({ leftOut, channels }: AnnouncementPreview): readonly TextRef[] => [
  ...leftOut.map(({ reason, count }) => leftLine(count, reason)),
  ...channels.filter(({ refused }) => refused > 0).map(({ refused }) => leftLine(refused, 'out_of_window')),
];

/** Known money, and honestly what nobody knows the price of. */
function costOf({ costVnd, unpriced }: AnnouncementPreview): TextRef {
  if (unpriced > 0)
    return {
      key: costVnd > 0 ? 'announce.preview.costAndMore' : 'announce.preview.costUnknown',
      vars: { costVnd, unpriced },
    };
  return { key: costVnd > 0 ? 'announce.preview.cost' : 'announce.preview.free', vars: { costVnd } };
}

/** All an officer decides by. */
export function previewLines(view: AnnouncementView, scene: Scene): readonly TextRef[] {
  const { announcement } = view;
  const shown = preview(view, scene);
  if (shown === null) return [];
  const left = shown.total - shown.reached;
  return [
    { key: 'announce.preview.class', vars: { class: { key: `announcement.class.${announcement.class}` } } },
    ...audienceLines(announcement.audience, scene.world),
    { key: 'announce.preview.reached', vars: { reached: shown.reached, total: shown.total } },
    ...reachedLines(shown),
    ...(left > 0 ? [{ key: 'announce.preview.leftOutHead', vars: { left } }, ...leftOutLines(shown)] : []),
    ...(shown.reached === 0 ? [] : [costOf(shown), endOf(shown, announcement.sendAt)]),
  ];
}

function endOf({ finishAt }: AnnouncementPreview, sendAt: Instant | null): TextRef {
  const finish = shownInstant(finishAt);
  return sendAt === null
    ? { key: 'announce.preview.now', vars: { finish } }
    : { key: 'announce.preview.at', vars: { begins: shownInstant(sendAt), finish } };
}

const labels = ({ buttons }: AnnouncementContent, id: KnownAnnouncement['id']): readonly TextRef[] =>
  choicesOf(buttons, id).map(({ label }) => ({
    key: 'announce.sampleButton',
    vars: { label: { key: label } },
  }));

const links = ({ buttons }: AnnouncementContent): readonly string[] =>
  buttons.flatMap((button) => (button.kind === 'link' ? [`${button.label}: ${button.url}`] : []));

/** The message as a person like the officer would read it; the same on all channels but for the shape of the buttons. */
export function sampleLines(
  { announcement }: AnnouncementView,
  { world }: Scene,
): readonly (TextRef | string)[] {
  const { content, id, code } = announcement;
  const unit = world.contact.unit === null ? undefined : world.units.byCode(world.contact.unit);
  const words = fill(compile(textIn(content, 'vi')), {
    name: world.contact.name ?? '…',
    commune: unit?.name ?? '…',
    province: unit?.provinceName ?? '…',
    hamlet: world.contact.hamlet ?? '…',
    code,
  });
  return [
    ...(content.image === undefined ? [] : [{ key: 'announce.samplePhoto' }]),
    ...(content.file === undefined
      ? []
      : [{ key: 'announce.sampleFile', vars: { name: content.file.name } }]),
    `${labelOf(announcement.class)}${words.trim()}`,
    ...(content.texts.en === undefined
      ? []
      : [{ key: 'announce.sampleEnglish', vars: { text: content.texts.en } }]),
    ...links(content),
    ...labels(content, id),
    '',
    { key: 'announcement.footer' },
  ];
}

/** States in the order people ask for them. */
const arrived = ['handed', 'delivered', 'seen'];
const waiting = ['planned', 'claimed'];

const sum = (rows: readonly RowCount[]): number => rows.reduce((total, { count }) => total + count, 0);
const inStates = (rows: readonly RowCount[], states: readonly string[]) =>
  rows.filter(({ state }) => states.includes(state));

export const countIn = ({ rows }: AnnouncementView, states: readonly string[]): number =>
  sum(inStates(rows, states));

function byReason(rows: readonly RowCount[]): readonly TextRef[] {
  const reasonOf = ({ reason }: RowCount): string => reason ?? 'rejected';
  const reasons = [...new Set(rows.map(reasonOf))];
  return reasons.map((reason) => leftLine(sum(rows.filter((row) => reasonOf(row) === reason)), reason));
}

/** Why some of them wait, as long as there is a reason: the hour, the channel, its quota. */
const waitingFor = ({ rows }: AnnouncementView): readonly TextRef[] =>
  byReason(inStates(rows, waiting).filter(({ reason }) => reason !== null));

export const asksRsvp = ({ announcement: { content } }: AnnouncementView): boolean =>
  content.buttons.some(({ kind }) => kind === 'rsvp');

/** Who said what; whoever got it and did not answer is counted too. */
export function answerCounts(view: AnnouncementView): Readonly<Record<'yes' | 'no' | 'none', number>> {
  const { yes, no } = view.rsvp;
  return { yes, no, none: Math.max(0, countIn(view, arrived) - yes - no) };
}

/** It failed for a reason that may pass: it can be sent once more. */
export const mayPass = ({
  state,
  reason,
}: {
  readonly state: string;
  readonly reason: string | null;
}): boolean => state === 'failed' && reason !== 'blocked' && reason !== 'rejected';

export const countRetriable = ({ rows }: AnnouncementView): number => sum(rows.filter(mayPass));

/** Whether those in whose name it goes ask for a second officer. */
export const asksForApproval = ({ announcement }: AnnouncementView, scene: Scene): boolean =>
  asksApproval(rulesIn(scene).approval, announcement.units, scene.world.units);

/** How far it is, and who got it or not, for which reason. */
export function progressLines(view: AnnouncementView): readonly TextRef[] {
  const { rows } = view;
  const sent = inStates(rows, arrived);
  const not = inStates(rows, ['failed', 'suppressed']);
  const channels = [...new Set(sent.map(({ channel }) => channel))].filter((channel) => channel !== null);
  const unknown = countIn(view, ['unknown']);
  const left = countIn(view, waiting);
  return [
    { key: 'announce.progress.sent', vars: { sent: sum(sent), total: sum(rows) } },
    ...channels.map((channel) => ({
      key: 'announce.preview.channel',
      vars: { channel: channelRef(channel), count: sum(sent.filter((row) => row.channel === channel)) },
    })),
    ...(left === 0 ? [] : [{ key: 'announce.progress.left', vars: { left } }, ...waitingFor(view)]),
    ...(not.length === 0
      ? []
      : [{ key: 'announce.progress.not', vars: { not: sum(not) } }, ...byReason(not)]),
    ...(unknown === 0 ? [] : [{ key: 'announce.progress.unknown', vars: { unknown } }]),
    ...(asksRsvp(view) ? [{ key: 'announce.progress.rsvp', vars: answerCounts(view) }] : []),
  ];
}

export const headOf = ({
  announcement,
}: Pick<AnnouncementView, 'announcement'>): Record<string, VarValue> => ({
  code: announcement.code,
  kind: { key: `announcement.kind.${announcement.kind}` },
  state: { key: `announcement.state.${announcement.state}` },
  author: announcement.authorName ?? '–',
});
