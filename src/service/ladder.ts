/**
 * The ways a parcel may go, best first: as it is, as a registered template to the account, as one to the phone number.
 * Asked right before sending, and asked again when the channel finds the window closed after all.
 */
import { isGranted, purposeOf } from '../core/consent.ts';
import { SendError } from '../core/error.ts';
import type { Permit } from '../ports/permit.ts';
import type { ParcelOutcome, ParcelPlan } from '../ports.ts';
import type { Deps } from './deps.ts';
import { outcomeOfRefusal } from './outcome.ts';

export type LadderDeps = Pick<Deps, 'store' | 'channels' | 'clock' | 'media'>;
type Way = 'template' | 'phone';

/** Hands a parcel over on the first way that is open; `handed` grows as bubbles go. @throws SendError */
export async function handByLadder(
  deps: LadderDeps,
  parcel: ParcelPlan,
  handed: string[],
): Promise<ParcelOutcome> {
  const permit = await askPermit(deps, parcel);
  if (!permit.ok) return outcomeOfRefusal(permit, handed);
  const way = permit.way === 'message' ? await handOrNextRung(deps, parcel, handed) : permit.way;
  if (way !== null) handed.push(await handTemplate(deps, parcel, way));
  return { state: 'handed', externalIds: handed };
}

/** An answer to what somebody just wrote always may go; for the rest the channel is asked, at the moment of sending. */
async function askPermit(
  { store, channels, clock }: LadderDeps,
  { cause, channel, address, class: parcelClass }: ParcelPlan,
  { closed = false } = {},
): Promise<Permit> {
  const may = channels[channel]?.may;
  const anyway: Permit = { ok: true, way: 'message', costVnd: null };
  if (may === undefined || cause.kind === 'inbound') return anyway;
  // While the store does not answer, the channel itself decides: it refuses what it does not want.
  const reach = await store.reachOf(channel, address).catch(() => undefined);
  if (reach === undefined) return anyway;
  const { lastUsedAt = null, phone = null, consents = {} } = reach ?? {};
  const agreed = isGranted(consents, purposeOf[parcelClass]);
  return may({
    class: parcelClass,
    address,
    lastUsedAt: closed ? null : lastUsedAt,
    phone: agreed ? phone : null,
    now: clock.now(),
  });
}

/** Hands the bubbles over; the way to try next when the channel says that the window is closed after all, else `null`. */
async function handOrNextRung(deps: LadderDeps, parcel: ParcelPlan, handed: string[]): Promise<Way | null> {
  try {
    await handOver(deps, parcel, handed);
    return null;
  } catch (error) {
    const refused = error instanceof SendError && error.fault.kind === 'out_of_window';
    const closed = refused && handed.length === 0;
    const next = closed ? await askPermit(deps, parcel, { closed }) : null;
    if (next?.ok !== true || next.way === 'message') throw error;
    return next.way;
  }
}

async function handTemplate(
  { store, channels }: Pick<LadderDeps, 'store' | 'channels'>,
  { id, class: parcelClass, channel, address, bubbles }: ParcelPlan,
  way: Way,
): Promise<string> {
  const send = channels[channel]?.sendTemplate;
  if (send === undefined) throw new SendError({ kind: 'out_of_window' }, `${channel} has no templates`);
  const phone = way === 'phone' ? ((await store.reachOf(channel, address))?.phone ?? null) : null;
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
