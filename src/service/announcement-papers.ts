/** Sheets of an announcement, made when they are sent: whom it did not reach and why, and who answered what. */
import type { AnnouncementId, RowState } from '../core/announcement.ts';
import type { Vars } from '../core/event.ts';
import type { ContactId, Language } from '../core/model.ts';
import { shownInstant } from '../flow/flows/offering-card.ts';
import type { AnsweringPerson, StoredAnnouncement } from '../ports/announcement.ts';
import type { Documents } from '../ports/document.ts';
import type { ColumnKind, Table, TableColumn, TableRow } from '../ports/sheet.ts';
import type { Clock, Library, Store, Texts } from '../ports.ts';
import type { PaperMaker } from './made-media.ts';
import { renderText } from './render.ts';

export interface AnnouncementPaperDeps {
  readonly store: Pick<Store, 'announcements'>;
  readonly library: Pick<Library, 'units'>;
  readonly texts: Texts;
  readonly clock: Clock;
  readonly documents: () => Promise<Pick<Documents, 'table'>>;
}

type Say = (key: string, vars?: Vars) => string;

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Read at once; a sheet may hold all people of a province. */
const page = 1_000;
const missed: readonly RowState[] = ['failed', 'suppressed', 'unknown'];
const answers = ['yes', 'no', 'none'] as const;

/** Makers by the kind that stands in the id; the id is the announcement's. Who may have them was asked when they were offered. */
export function announcementPapers(deps: AnnouncementPaperDeps): Readonly<Record<string, PaperMaker>> {
  const about =
    (make: (found: StoredAnnouncement, say: Say) => Table): PaperMaker =>
    async (id, language) => {
      const found = await deps.store.announcements.announcement(id as AnnouncementId);
      if (found === null) return null;
      const table = make(found, sayer(deps, language));
      return { bytes: await (await deps.documents()).table(table), mime: xlsx };
    };
  return {
    'announcement-missed': about((found, say) => missedTable(deps, found, say)),
    'announcement-answers': about((found, say) => answersTable(deps, found, say)),
  };
}

const sayer =
  ({ texts }: AnnouncementPaperDeps, language: Language): Say =>
  (key, vars = {}) =>
    renderText({ key, vars }, { texts, language, slots: {} });

const column = (say: Say, key: string, kind: ColumnKind, width: number): TableColumn => ({
  header: say(`announce.sheet.column.${key}`),
  kind,
  width,
});

const personColumns = (say: Say): readonly TableColumn[] => [
  column(say, 'no', 'number', 6),
  column(say, 'name', 'text', 28),
  column(say, 'phone', 'phone', 16),
  column(say, 'unit', 'text', 24),
  column(say, 'hamlet', 'text', 18),
];

/** The title, and of which moment the sheet is: answers and receipts go on coming in. */
const titleOf = (
  say: Say,
  { clock }: AnnouncementPaperDeps,
  { code, kind }: StoredAnnouncement,
  key: string,
) => [
  say(`announce.sheet.title.${key}`, { code, kind: { key: `announcement.kind.${kind}` } }),
  say('announce.sheet.asOf', { at: shownInstant(clock.now()) }),
];

const personCells = (
  { library }: AnnouncementPaperDeps,
  { name, phone, unit, hamlet }: AnsweringPerson,
): TableRow => [name, phone, unit === null ? null : (library.units.byCode(unit)?.name ?? unit), hamlet];

function missedTable(deps: AnnouncementPaperDeps, found: StoredAnnouncement, say: Say): Table {
  return {
    sheet: say('announce.sheet.tab.missed'),
    title: titleOf(say, deps, found, 'missed'),
    columns: [
      ...personColumns(say),
      column(say, 'channel', 'text', 12),
      column(say, 'state', 'text', 20),
      column(say, 'reason', 'text', 36),
    ],
    rows: missedRows(deps, found, say),
    landscape: true,
  };
}

async function* missedRows(
  deps: AnnouncementPaperDeps,
  { id }: StoredAnnouncement,
  say: Say,
): AsyncGenerator<TableRow> {
  const read = (after: ContactId | null) =>
    deps.store.announcements.reportOf(id, { after, limit: page, states: missed });
  let no = 0;
  for await (const row of paged(read)) {
    no += 1;
    const { channel, state, reason } = row;
    yield [
      no,
      ...personCells(deps, row),
      channel === null ? null : say(`announcement.channel.${channel}`),
      say(`announcement.row.${state}`),
      say(`announcement.reason.${reason ?? 'rejected'}`),
    ];
  }
}

function answersTable(deps: AnnouncementPaperDeps, found: StoredAnnouncement, say: Say): Table {
  return {
    sheet: say('announce.sheet.tab.answers'),
    title: titleOf(say, deps, found, 'answers'),
    columns: [...personColumns(say), column(say, 'answer', 'text', 22)],
    rows: answerRows(deps, found, say),
    landscape: true,
  };
}

async function* answerRows(
  deps: AnnouncementPaperDeps,
  { id }: StoredAnnouncement,
  say: Say,
): AsyncGenerator<TableRow> {
  let no = 0;
  for (const answer of answers) {
    const read = (after: ContactId | null) =>
      deps.store.announcements.answersOf(id, { answer, after, limit: page });
    for await (const person of paged(read)) {
      no += 1;
      yield [no, ...personCells(deps, person), say(`announce.sheet.answer.${answer}`)];
    }
  }
}

/** Everybody, page after page. */
async function* paged<P extends { readonly contactId: ContactId }>(
  read: (after: ContactId | null) => Promise<readonly P[]>,
): AsyncGenerator<P> {
  let after: ContactId | null = null;
  for (;;) {
    const people: readonly P[] = await read(after);
    yield* people;
    after = people.at(-1)?.contactId ?? null;
    if (people.length < page) return;
  }
}
