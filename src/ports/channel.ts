/** Port of a messaging channel, and of the files that go over it. */
import type { Bubble, FileRef, Inbound } from '../core/message.ts';
import type { ChannelName, MediaId, ParcelClass, ParcelId } from '../core/model.ts';
import type { Permit, PermitRequest } from './permit.ts';
import type { Received } from './receipt.ts';

export interface ChannelLimits {
  /** Characters of one message; longer text is split at sentence ends. */
  readonly text: number;
  /** Buttons under one message; 0 means numbered text only. */
  readonly buttons: number;
}

export interface Handed {
  /** The platform's id of the message it took. */
  readonly externalId: string;
}

/** A parcel as a registered template, when its window is closed. */
export interface TemplateSend {
  readonly way: 'template' | 'phone';
  readonly class: ParcelClass;
  readonly address: string;
  readonly phone: string | null;
  /** All words of the parcel; shortened to what the template takes. */
  readonly text: string;
  readonly parcelId: ParcelId;
}

export interface FetchedFile {
  readonly bytes: Uint8Array;
  readonly mime: string;
}

export interface Channel {
  readonly name: ChannelName;
  readonly limits: ChannelLimits;
  /**
   * Reads a webhook call: checks its signature on the raw bytes first, then translates.
   * @throws InputError 401 forged, 400 malformed. An event we do not use gives empty lists.
   */
  receive(headers: Headers, rawBody: Uint8Array): Received;
  /** The platform waits no longer for the answer to a webhook call; absent: long enough. */
  readonly answerWithinMs?: number;
  /** Starts pulling where the channel works that way; `accept` resolves once everything is stored. */
  start(accept: (inbounds: readonly Inbound[]) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
  /** Hands one bubble over. @throws SendError */
  send(address: string, bubble: Bubble, media: MediaReader): Promise<Handed>;
  /** Hands a parcel over as a template, where `may` said so. @throws SendError */
  sendTemplate?(request: TemplateSend): Promise<Handed>;
  /** Puts other words in a message of ours; absent: what was sent stays as it is. @throws SendError */
  edit?(address: string, externalId: string, bubble: Bubble): Promise<void>;
  /** Asked right before a parcel that answers nobody is sent; absent: this channel has no windows. Never throws. */
  may?(request: PermitRequest): Promise<Permit>;
  /** Whether the account can work at all; absent: nothing can be wrong but the network. */
  health?(): Promise<'ok' | 'not_connected' | 'needs_reconsent'>;
  /** Fetches a file the person sent. Gives `null` when it is larger than `maxBytes`. @throws SendError */
  fetchFile(file: FileRef, maxBytes: number): Promise<FetchedFile | null>;
}

export interface MediaReader {
  read(id: MediaId): Promise<FetchedFile | null>;
}

export interface MediaStore extends MediaReader {
  /** Keeps the bytes under their content hash; the same bytes twice are one file. */
  keep(file: FetchedFile): Promise<MediaId>;
  remove(id: MediaId): Promise<void>;
}
