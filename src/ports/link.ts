/** Port for joining the accounts of one person: asked for on one account, agreed to on the other. */
import type { ChannelName, ContactId, Instant } from '../core/model.ts';

/** A person's account on a channel. */
export interface Account {
  readonly channel: ChannelName;
  readonly address: string;
}

/** Inside a turn's transaction. */
export interface LinkTx {
  /** Makes a code that works once; the one before is void. */
  makeLinkCode(contactId: ContactId, at: Instant): Promise<string>;
  /** Asks for the link, by code or as the twin. @throws Conflict when it is no longer open */
  askLink(
    by: { readonly code: string } | { readonly twin: ContactId },
    asker: Account & { readonly contactId: ContactId },
    at: Instant,
  ): Promise<{ readonly id: string; readonly owner: ContactId }>;
  /** The other side's answer; the merge itself comes after the turn. @throws Conflict when it is no longer open */
  answerLink(
    id: string,
    owner: ContactId,
    agreed: boolean,
    at: Instant,
  ): Promise<Account & { readonly contactId: ContactId }>;
  preferAccount(contactId: ContactId, account: Account): Promise<void>;
  /** Takes an account away; gives the new contact behind it. @throws Conflict when it is the last or gone */
  unlinkAccount(contactId: ContactId, account: Account, at: Instant): Promise<ContactId>;
}

/** Outside turns, as it holds the locks of two contacts. */
export interface LinkStore {
  /** Makes one contact of two; gives the one that stays, `null` when there is nothing to do. Once is enough. */
  mergeLink(id: string, at: Instant): Promise<ContactId | null>;
  /** Links both sides agreed to and nobody merged yet, for the sweep. */
  unmergedLinks(limit: number): Promise<readonly string[]>;
}
