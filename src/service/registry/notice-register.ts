/**
 * The notice register as a table and as a printed list: for every certificate who was told what, when, by which channel,
 * with which receipt. Evidence, so nothing is rounded and nothing left out.
 */
import { dayOf, formatDay, startOf } from '../../core/calendar.ts';
import type { Instant, Language } from '../../core/model.ts';
import type { UnitNotice } from '../../ports/certificate.ts';
import type { Report } from '../../ports/paper.ts';
import type { Table, TableRow } from '../../ports/sheet.ts';
import type { Texts } from '../../ports.ts';

export interface RegisterRequest {
  readonly notices: readonly UnitNotice[];
  readonly unitName: string;
  readonly from: Instant;
  /** Not included. */
  readonly to: Instant;
  readonly printedAt: Instant;
  readonly language: Language;
}

const columns = [
  { key: 'product', width: 30, share: 16 },
  { key: 'producer', width: 30, share: 16 },
  { key: 'validUntil', width: 13, share: 8 },
  { key: 'about', width: 26, share: 13 },
  { key: 'person', width: 24, share: 12 },
  { key: 'channel', width: 11, share: 7 },
  { key: 'state', width: 20, share: 10 },
  { key: 'handedAt', width: 18, share: 9 },
  { key: 'receivedAt', width: 18, share: 9 },
] as const;

type Say = (key: string, vars?: Readonly<Record<string, string | number>>) => string;

const two = (value: number): string => String(value).padStart(2, '0');

/** `21/11/2026 09:05`, Vietnam's time wherever the server stands. */
function momentText(at: Instant | null): string {
  if (at === null) return '–';
  const minutes = Math.floor((at - startOf(dayOf(at))) / 60_000);
  return `${formatDay(dayOf(at))} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Why, in words; the name of whoever called or wrote as it is. */
const reasonText = (reason: string, say: Say, has: (key: string) => boolean): string =>
  has(`registry.notices.reason.${reason}`) ? say(`reason.${reason}`) : reason;

/** `before-180` is a rule that counts days back from the last day; other causes are named by their own text. */
function aboutText(about: string, say: Say, has: (key: string) => boolean): string {
  const [, days] = /^before-(\d+)$/.exec(about) ?? [];
  if (days !== undefined) return say('about.before', { days });
  return has(`registry.notices.about.${about}`) ? say(`about.${about}`) : about;
}

function rowOf(notice: UnitNotice, say: Say, has: (key: string) => boolean): readonly string[] {
  const state = say(`state.${notice.state}`);
  return [
    notice.number === null ? notice.product : `${notice.product} (${notice.number})`,
    notice.producer,
    formatDay(notice.validUntil),
    aboutText(notice.about, say, has),
    notice.person ?? '–',
    notice.channel === null ? '–' : say(`channel.${notice.channel}`),
    notice.reason === null ? state : `${state} (${reasonText(notice.reason, say, has)})`,
    momentText(notice.handedAt),
    momentText(notice.seenAt ?? notice.deliveredAt),
  ];
}

function open({ texts, request }: { readonly texts: Texts; readonly request: RegisterRequest }) {
  const { language, notices, unitName, from, to } = request;
  const say: Say = (key, vars = {}) => texts.text(`registry.notices.${key}`, vars, language);
  const rows = notices.map((notice) => rowOf(notice, say, (key) => texts.has(key, language)));
  const told = notices.filter(({ handedAt }) => handedAt !== null).length;
  const span = { from: formatDay(dayOf(from)), to: formatDay(dayOf(to - 1)) };
  return {
    say,
    rows,
    title: say('title'),
    details: [unitName, say('span', span)],
    notes: [say('totals', { count: notices.length, told }), say('howToRead')],
  };
}

/** The register as a sheet. */
export function noticeTable(texts: Texts, request: RegisterRequest): Table {
  const { say, rows, title, details, notes } = open({ texts, request });
  return {
    sheet: say('sheet'),
    title: [title, ...details],
    columns: columns.map(({ key, width }) => ({ header: say(`column.${key}`), kind: 'text', width })),
    rows: rows satisfies readonly TableRow[],
    notes,
    landscape: true,
  };
}

/** The register as a printed list. */
export function noticeReport(texts: Texts, request: RegisterRequest): Report {
  const { say, rows, title, details, notes } = open({ texts, request });
  const header = columns.map(({ key, share }) => ({ header: say(`column.${key}`), width: share }));
  return {
    issuer: [request.unitName],
    title,
    details: details.slice(1),
    table: { columns: header, rows },
    landscape: true,
    notes,
    footer: say('footer', { at: momentText(request.printedAt) }),
  };
}
