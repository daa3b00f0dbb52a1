/** One turn as the services see it, from what `turn_begin` gave to what `turns_finish` is to write. */
import type { ContactView, OfficerView } from '../core/model.ts';
import type { TurnState, TurnTx } from '../ports.ts';
import { announcementTx } from './announcement/store.ts';
import { auditTx } from './audit.ts';
import { calendarTx } from './calendar-feeds.ts';
import { certificatesTx } from './certificates.ts';
import { classOfficeTurn } from './class-office.ts';
import { classPapersTx } from './class-papers.ts';
import { contactsTx, eraseContact } from './contacts.ts';
import type { Sql } from './database.ts';
import { figuresTx } from './figures.ts';
import { ideasTx } from './ideas.ts';
import { interestsTx } from './interests.ts';
import { letterDraftsTx } from './letter-drafts.ts';
import { linksTx } from './links.ts';
import { runQuery, snapshots } from './needs.ts';
import { notedDatesTx } from './noted-dates.ts';
import { officersTx } from './officers.ts';
import { ownerCallsTx } from './owner-calls.ts';
import { planTx } from './parcels.ts';
import type { SeatGate } from './seat-gate.ts';
import { seatsTx } from './seats.ts';
import { selfChecksTx } from './self-checks.ts';

type Ending = Parameters<TurnTx['finish']>[0];
type Session = TurnState['session'];

const emptySession: Session = { current: null, parked: [] };

/** What `turn_begin` gives. */
export interface Begun {
  readonly id: string;
  readonly channel: TurnState['inbound']['channel'];
  readonly address: string;
  readonly payload: Pick<TurnState['inbound'], 'displayName' | 'languageHint' | 'input'>;
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly more: boolean;
  readonly contact: ContactView;
  readonly officer: OfficerView | null;
  readonly session: Session | null;
}

export function toState({
  payload,
  contact,
  officer,
  session,
  attempts,
  lastError,
  more,
  ...row
}: Begun): TurnState {
  const externalId = row.id.slice(row.channel.length + 1);
  const inbound = { ...row, ...payload, externalId, contactId: contact.id };
  return { inbound, contact, officer, session: session ?? emptySession, attempts, lastError, more };
}

export interface Ended {
  readonly turn: Ending;
  readonly erased: boolean;
}

/** The transaction as the services see it, and how it ended. */
export interface OpenTurn {
  readonly tx: TurnTx;
  ending(): Ended | null;
}

type OwnWork = 'snapshot' | 'lookup' | 'eraseContact' | 'finish';
/** What the turns of one transaction share: the same for all of them, and too much to be made for each. */
export type SharedWork = Omit<TurnTx, OwnWork>;

export function shareWork(sql: Sql, gate: SeatGate): SharedWork {
  return {
    ...contactsTx(sql),
    ...ideasTx(sql),
    ...officersTx(sql),
    ...planTx(sql),
    ...auditTx(sql),
    ...linksTx(sql),
    ...notedDatesTx(sql),
    ...calendarTx(sql),
    ...interestsTx(sql),
    ...seatsTx(sql, gate),
    ...certificatesTx(sql),
    ...selfChecksTx(sql),
    ...classPapersTx(sql),
    ...ownerCallsTx(sql),
    ...letterDraftsTx(sql),
    ...figuresTx(sql),
    // Few turns need it, so it is made when it is asked for.
    get announcements() {
      return announcementTx(sql);
    },
    get classOffice() {
      return classOfficeTurn(sql, gate);
    },
  };
}

export function openTurn(sql: Sql, state: TurnState, shared: SharedWork): OpenTurn {
  let ending: Ending | null = null;
  let erased = false;
  const own: Pick<TurnTx, OwnWork> = {
    snapshot: async (needs, who) => {
      const loaded: Record<string, unknown> = {};
      const at = state.inbound.receivedAt;
      for (const need of needs) loaded[need] = await snapshots[need](sql, { ...who, at });
      return loaded;
    },
    lookup: (query) => runQuery(sql, query, { asker: state.contact, at: state.inbound.receivedAt }),
    eraseContact: (contactId, at) => {
      erased ||= contactId === state.contact.id;
      return eraseContact(sql, contactId, at);
    },
    // Kept until the work is done: then it goes out together with COMMIT.
    finish: async (turn) => {
      ending = turn;
    },
  };
  const tx: TurnTx = Object.assign(Object.create(shared) as SharedWork, own);
  return { tx, ending: () => ending && { turn: ending, erased } };
}
