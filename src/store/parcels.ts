/** The ledger of parcels: planned, claimed by one sender at a time, settled. */
import { type ChannelName, channelNames, type ParcelId } from '../core/model.ts';
import type { Parcel, ParcelPlan, Store, TurnTx } from '../ports.ts';
import { type Sql, type Statement, toJson } from './database.ts';

type ParcelsPart = Pick<Store, 'claim' | 'stuckParcels' | 'settle'>;

const claim: Statement = { name: 'claim-parcel', text: 'SELECT claim_parcel($1, $2, $3) AS parcel' };

/** Channel by channel, so that the millions a paused one may have waiting are not even looked at. */
const stuck: Statement = {
  name: 'stuck-parcels',
  text: `SELECT found.id, found.channel FROM unnest($4::text[]) AS open(channel)
    CROSS JOIN LATERAL (
      (SELECT id, channel, claimed_at AS since FROM parcel
        WHERE state = 'claimed' AND cause_kind <> 'announcement' AND claimed_at <= at_ms($2 - $1::bigint)
          AND channel = open.channel
        ORDER BY claimed_at LIMIT $3)
      UNION ALL
      (SELECT id, channel, not_before AS since FROM parcel
        WHERE state = 'planned' AND cause_kind <> 'announcement' AND not_before <= at_ms($2) AND channel = open.channel
        ORDER BY not_before LIMIT $3)
    ) AS found
    WHERE NOT EXISTS (SELECT 1 FROM channel_state c WHERE c.channel = open.channel AND c.paused_until > at_ms($2))
    ORDER BY found.since LIMIT $3`,
};

/**
 * A receipt that a power cut takes away means one answer sent twice, so the commit does not wait for the disk. The lock
 * is shared among settlers; `record_receipts` has it alone, so that neither misses what the other is writing.
 */
const settle: Statement = {
  name: 'settle-parcels',
  text: `SELECT settle_parcels($1, $2)
    FROM set_config('synchronous_commit', 'off', true), pg_advisory_xact_lock_shared(7210015)`,
};

const plan: Statement = { name: 'plan-parcels', text: 'SELECT plan_parcels($1, $2)' };

/** A plan in the words of the SQL functions. */
export function planRow({ cause, ...plan }: ParcelPlan): object {
  return { ...plan, causeKind: cause.kind, causeId: cause.id };
}

export function planTx(sql: Sql): Pick<TurnTx, 'planParcels'> {
  return {
    planParcels: async (plans, at) => {
      if (plans.length > 0) await sql.rows(plan, [toJson(plans.map(planRow)), at]);
    },
  };
}

export function createParcels(sql: Sql): ParcelsPart {
  return {
    claim: async (id, leaseMs, at) => {
      const [found] = await sql.rows<{ parcel: Parcel | null }>(claim, [id, leaseMs, at]);
      return found?.parcel ?? null;
    },
    stuckParcels: (leaseMs, at, limit) =>
      sql.rows<{ id: ParcelId; channel: ChannelName }>(stuck, [leaseMs, at, limit, channelNames]),
    settle: async (outcomes, at) => {
      if (outcomes.length === 0) return;
      // Of two outcomes of one parcel the later counts.
      const rows = new Map(outcomes.map(({ id, fence, outcome }) => [id, { id, fence, ...outcome }]));
      await sql.rows(settle, [toJson([...rows.values()]), at]);
    },
  };
}
