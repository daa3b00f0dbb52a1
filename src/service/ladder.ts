/**
 * The ways a parcel may go, best first: as it is, as a registered template to the account, as one to the phone number.
 * Asked right before sending, and asked again when the channel finds the window closed after all.
 */
import { isGranted, purposeOf } from '../core/consent.ts';
import { SendError } from '../core/error.ts';
import type { Permit } from '../ports/permit.ts';
import type { ParcelOutcome, ParcelPlan, Reach } from '../ports.ts';
import type { Deps } from './deps.ts';
import { faultOf } from './fault.ts';
import { outcomeOfRefusal } from './outcome.ts';

export type LadderDeps = Pick<Deps, 'store' | 'channels' | 'clock' | 'media'>;
type Way = 'template' | 'phone';

/** What is known of the person; `null` while the store does not answer. */
type Known = { readonly [K in keyof Reach]: Reach[K] | null } | null;

/**
 * Hands a parcel over on the first way that is open; `handed` grows as bubbles go. `known` spares asking the store for
 * whoever was read together with the parcel.
 * @throws SendError
 */
export async function handByLadder(
  deps: LadderDeps,
  parcel: ParcelPlan,
  handed: string[],
  known?: Known,
): Promise<ParcelOutcome> {
  const asked = deps.channels[parcel.channel]?.may !== undefined && parcel.cause.kind !== 'inbound';
  const person = asked ? (known ?? (await reachOf(deps, parcel))) : null;
  const permit = await askPermit(deps, parcel, person);
  if (!permit.ok) return outcomeOfRefusal(permit, handed);
  const next = permit.way === 'message' ? await handOrNextRung(deps, { parcel, person, handed }) : permit;
  if (next?.ok === false) return outcomeOfRefusal(next, handed);
  if (next !== null && next.way !== 'message')
    handed.push(await handTemplate(deps, parcel, next.way, person?.phone ?? null));
  return { state: 'handed', externalIds: handed };
}

const unknown = { lastUsedAt: null, phone: null, consents: null };

async function reachOf({ store }: LadderDeps, { channel, address }: ParcelPlan): Promise<Known> {
  return store.reachOf(channel, address).then(
    (reach) => reach ?? unknown,
    () => null,
  );
}

/**
 * An answer to what somebody just wrote always may go; for the rest the channel is asked, at the moment of sending. While
 * the store does not answer, the channel itself decides: it refuses what it does not want.
 */
async function askPermit(
  { channels, clock }: LadderDeps,
  { channel, address, class: parcelClass }: ParcelPlan,
  person: Known,
): Promise<Permit> {
  const may = channels[channel]?.may;
  if (may === undefined || person === null) return { ok: true, way: 'message', costVnd: null };
  const agreed = isGranted(person.consents ?? {}, purposeOf[parcelClass]);
  const { lastUsedAt } = person;
  return may({
    class: parcelClass,
    address,
    lastUsedAt,
    phone: agreed ? person.phone : null,
    now: clock.now(),
  });
}

interface Handing {
  readonly parcel: ParcelPlan;
  readonly person: Known;
  readonly handed: string[];
}

/**
 * Hands the bubbles over; what is next when the channel does not take them after all, else `null`. A channel that has just
 * run out of what such messages are taken from has learnt it by now: then it is a matter of waiting, not of a call.
 */
async function handOrNextRung(deps: LadderDeps, { parcel, person, handed }: Handing): Promise<Permit | null> {
  try {
    await handOver(deps, parcel, handed);
    return null;
  } catch (error) {
    if (faultOf(error).kind !== 'out_of_window' || handed.length > 0) throw error;
    const again = await askPermit(deps, parcel, person);
    if (again.ok ? again.way !== 'message' : again.why === 'quota') return again;
    const next = await askPermit(deps, parcel, person && { ...person, lastUsedAt: null });
    if (!next.ok || next.way === 'message') throw error;
    return next;
  }
}

async function handTemplate(
  { channels }: Pick<LadderDeps, 'channels'>,
  { id, class: parcelClass, channel, address, bubbles }: ParcelPlan,
  way: Way,
  phone: string | null,
): Promise<string> {
  const send = channels[channel]?.sendTemplate;
  if (send === undefined) throw new SendError({ kind: 'out_of_window' }, `${channel} has no templates`);
  const text = bubbles.map((bubble) => bubble.text).join('\n');
  return (await send({ way, class: parcelClass, address, phone, text, parcelId: id })).externalId;
}

/** Sends the bubbles not yet handed, in order; `handed` grows as they go. */
async function handOver(
  { channels, media }: Pick<LadderDeps, 'channels' | 'media'>,
  parcel: ParcelPlan,
  handed: string[],
): Promise<void> {
  const channel = channels[parcel.channel];
  if (channel === undefined)
    throw new SendError({ kind: 'config' }, `channel ${parcel.channel} is not running here`);
  for (const bubble of parcel.bubbles.slice(handed.length)) {
    handed.push((await channel.send(parcel.address, bubble, media)).externalId);
  }
}
