/** A message to officers that no turn is the cause of: planned once per id, and hinted at to whoever delivers. */
import type { Announcement } from '../../core/announcement.ts';
import type { SaidLine, Vars } from '../../core/event.ts';
import type { ChannelName, ParcelId } from '../../core/model.ts';
import type { ChannelLimits, ParcelPlan, Recipient, Texts } from '../../ports.ts';
import type { Deps } from '../deps.ts';
import { renderLines } from '../render.ts';

/** Derived from what it is about, so that telling twice is telling once. */
export interface Notice {
  readonly id: string;
  readonly lines: readonly SaidLine[];
}

/** An announcement named, with the way to open it. */
export function lineAbout(
  { id, code, kind }: Pick<Announcement, 'id' | 'code' | 'kind'>,
  key: string,
  vars: Vars = {},
): SaidLine {
  return {
    text: { key: `announce.${key}`, vars: { code, kind: { key: `announcement.kind.${kind}` }, ...vars } },
    choices: [{ label: { key: 'announce.openButton' }, payload: `announcements:open:${id}` }],
  };
}

/** One parcel each, in their own language and as their channel shows it. */
export function noticePlans(
  { texts, limitsOf }: { readonly texts: Texts; readonly limitsOf: (channel: ChannelName) => ChannelLimits },
  to: readonly Recipient[],
  { id, lines }: Notice,
): readonly ParcelPlan[] {
  return to.map(({ contactId, language, channel, address }) => {
    const limits = limitsOf(channel);
    return {
      id: `n:${id}:${contactId}` as ParcelId,
      contactId,
      class: 'transactional',
      cause: { kind: 'event', id },
      channel,
      address,
      bubbles: renderLines(lines, { texts, language, limits, slots: {} }),
    };
  });
}

/** Plans them; a crash before the hint is healed by the sweep. @throws StoreUnavailable */
export async function tell(
  deps: Pick<Deps, 'store' | 'texts' | 'channels' | 'clock' | 'jobs'>,
  to: readonly Recipient[],
  notice: Notice,
): Promise<void> {
  const limitsOf = (channel: ChannelName) => deps.channels[channel]?.limits ?? { text: 2000, buttons: 0 };
  const plans = noticePlans({ ...deps, limitsOf }, to, notice);
  await deps.store.announcements.planNotices(plans, deps.clock.now());
  for (const { id } of plans) await deps.jobs.add('deliver', { parcelId: id });
}
