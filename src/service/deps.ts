/** What the services are built from; each takes only the part it uses. */
import type { Event } from '../core/event.ts';
import type { StoredInbound } from '../core/message.ts';
import type { ChannelName } from '../core/model.ts';
import type { Book, Session } from '../flow/define.ts';
import type { PublicPages } from '../ports/pages.ts';
import type { SeatCodes } from '../ports/seat-code.ts';
import type { Channel, Clock, Jobs, Library, Log, MediaStore, Store, Texts } from '../ports.ts';

export interface Deps {
  readonly store: Store;
  readonly channels: Readonly<Partial<Record<ChannelName, Channel>>>;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly texts: Texts;
  readonly library: Library;
  readonly media: MediaStore;
  readonly book: Book;
  readonly log: Log;
  /** Personal codes of seats; absent: none are shown. */
  readonly codes?: SeatCodes;
  /** Pages people reach over the web; absent: nobody outside reaches us. */
  readonly pages?: PublicPages;
  /** Largest photo or document kept, in bytes. */
  readonly mediaMaxBytes: number;
  /** Told of every finished turn (terminal, metrics). */
  readonly onTurn?: (turn: FinishedTurn) => void;
}

export interface FinishedTurn {
  readonly inbound: StoredInbound;
  readonly session: Session;
  readonly events: readonly Event[];
}
