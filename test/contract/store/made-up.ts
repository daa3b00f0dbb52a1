/** Made-up people, messages and answers for the store's suite. */
import type { Inbound, Input } from '../../../src/core/message.ts';
import type { ContactId, IdeaFields, IdeaId, ParcelId, UnitCode } from '../../../src/core/model.ts';
import { emptySession, type Session } from '../../../src/flow/define.ts';
import type { ParcelPlan, Store, TurnState, TurnTx } from '../../../src/ports.ts';
import type { StorePlace } from '../store.ts';

export type Given = () => StorePlace;

/** 21 November 2026, 10:00 in Vietnam. */
export const now = Date.UTC(2026, 10, 21, 3, 0);
export const minute = 60_000;
export const commune = '05512' as UnitCode;
export const otherCommune = '05515' as UnitCode;
export const farCommune = '14869' as UnitCode;
export const province = '19' as UnitCode;

let made = 0;

/** A number no other test has. */
export const fresh = (): number => {
  made += 1;
  return made;
};

/** An account nobody has written from before. */
export const stranger = (): string => `account-${fresh()}`;

export function said(address: string, input: Input | string, externalId = `m${fresh()}`): Inbound {
  return {
    channel: 'telegram',
    externalId,
    address,
    displayName: 'Made-up Person',
    sentAt: now,
    input: typeof input === 'string' ? { kind: 'text', text: input } : input,
  };
}

/** Stores one message and gives the contact behind it. */
export async function write(store: Store, inbound: Inbound, at = now): Promise<ContactId> {
  const [accepted] = await store.accept([inbound], at);
  if (!accepted) throw new Error('nothing was accepted');
  return accepted.contactId;
}

/** A stranger's first message. */
export async function newcomer(store: Store): Promise<{ contactId: ContactId; address: string }> {
  const address = stranger();
  return { contactId: await write(store, said(address, 'xin chào')), address };
}

export function replyTo({ inbound }: TurnState, text = 'Đã nhận'): ParcelPlan {
  return {
    id: `r:${inbound.id}` as ParcelId,
    contactId: inbound.contactId,
    class: 'transactional',
    cause: { kind: 'inbound', id: inbound.id },
    channel: inbound.channel,
    address: inbound.address,
    bubbles: [{ text }],
  };
}

/** A message beside the reply, planned because of an event. */
export function notice(contactId: ContactId, address: string, change: Partial<ParcelPlan> = {}): ParcelPlan {
  const id = `n${fresh()}`;
  return {
    id: id as ParcelId,
    contactId,
    class: 'reminder',
    cause: { kind: 'event', id },
    channel: 'telegram',
    address,
    bubbles: [{ text: 'Nhắc việc' }],
    ...change,
  };
}

export interface TurnEnd {
  readonly session?: Session;
  readonly reply?: ParcelPlan | null;
}

/** Takes the contact's next turn: does `work`, then finishes. Gives what the turn started from. */
export function take(
  store: Store,
  contactId: ContactId,
  work: (tx: TurnTx, state: TurnState) => Promise<TurnEnd> = async () => ({}),
  at = now,
): Promise<TurnState | null> {
  return store.turn(contactId, async (tx, state) => {
    const { session = emptySession, reply = null } = await work(tx, state);
    await tx.finish({ inbound: state.inbound, session, reply, at });
    return state;
  });
}

/** Works off everything that waits. */
export async function takeAll(store: Store, contactId: ContactId): Promise<number> {
  let turns = 0;
  while (await take(store, contactId)) turns += 1;
  return turns;
}

/** Does something to a contact in a turn of its own. */
export async function during(
  store: Store,
  person: { contactId: ContactId; address: string },
  work: (tx: TurnTx, state: TurnState) => Promise<unknown>,
): Promise<void> {
  await takeAll(store, person.contactId);
  const contactId = await write(store, said(person.address, 'tiếp'));
  await take(store, contactId, async (tx, state) => {
    await work(tx, state);
    return {};
  });
}

export const fields: IdeaFields = {
  registrantName: 'Người Thử Nghiệm',
  phone: '+84900000000',
  unit: commune,
  hamlet: 'Xóm Thử',
  producerType: 'production_household',
  producerName: 'Hộ Thử',
  productName: 'Chè thử',
  ideaKind: 'new',
  productSet: 'unsure',
  description: 'Chè do Người Thử Nghiệm làm',
  photos: [],
  workers: 3,
};

export const ideaId = (): IdeaId => `idea-${fresh()}` as IdeaId;
