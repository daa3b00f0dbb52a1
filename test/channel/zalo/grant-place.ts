/** A grant in a real database with a stand-in behind it, for the tests of the tokens. */
import { createGrantKeeper, type GrantKeeper } from '../../../src/channel/zalo/grant-keeper.ts';
import { createZaloClient, createZaloOAuth } from '../../../src/channel/zalo/sdk/mod.ts';
import type { GrantStore } from '../../../src/ports/grant.ts';
import { createZaloStandIn, type ZaloStandIn } from '../../../src/simulator/zalo/stand-in.ts';
import { createSeal } from '../../../src/store/seal.ts';
import type { TestStore } from '../../support/database.ts';
import { createLogBook, type Logged } from '../log-book.ts';

export const key = Buffer.alloc(32, 7);
export const hour = 3_600_000;
export const tokenPath = '/v4/oa/access_token';

export interface GrantPlace {
  readonly zalo: ZaloStandIn;
  readonly grants: GrantStore;
  /** A person who wrote just now. */
  readonly an: string;
  /** A keeper as a process has it; its clock is the stand-in's. */
  keep(store?: GrantStore, appSecret?: string): GrantKeeper;
  /** What the last keeper logged. */
  logged(): readonly Logged[];
  /** Puts a grant into the store; `lifeMs` is what we think is left of its access token. */
  connect(lifeMs?: number): Promise<{ accessToken: string; refreshToken: string }>;
  /** Calls of the token endpoint. */
  refreshes(): number;
  close(): Promise<void>;
}

export async function openGrantPlace(test: TestStore): Promise<GrantPlace> {
  const zalo = await createZaloStandIn({
    switches: { receipts: 'none' },
    people: [{ name: 'An (bịa)', lastInteractionMsAgo: 0 }],
  });
  const { grants } = test.store.zalo(zalo.oa.id, createSeal(key));
  const keepers: GrantKeeper[] = [];
  let lines: readonly Logged[] = [];
  return {
    zalo,
    grants,
    an: zalo.view().people[0]?.id ?? '',
    keep(store = grants, appSecret = zalo.app.secret) {
      const book = createLogBook();
      lines = book.lines;
      const oauth = createZaloOAuth({ appId: zalo.app.id, appSecret, root: zalo.url, timeoutMs: 20_000 });
      const timing = { askAgainAfterMs: [5, 10], restMs: 1000 };
      const keeper = createGrantKeeper({ store, oauth, log: book.log, now: zalo.clock.now, timing });
      keepers.push(keeper);
      return keeper;
    },
    logged: () => lines,
    async connect(lifeMs = 25 * hour) {
      const { accessToken, refreshToken } = zalo.tokens.grant();
      const now = zalo.clock.now();
      await grants.replace({ accessToken, refreshToken, accessExpiresAt: now + lifeMs }, now);
      return { accessToken, refreshToken: refreshToken ?? '' };
    },
    refreshes: () => zalo.calls.list().filter(({ path }) => path === tokenPath).length,
    async close() {
      for (const keeper of keepers) await keeper.stop();
      await zalo.close();
    },
  };
}

/** Sends one text with the keeper's token. */
export const senderOf = ({ zalo, an }: GrantPlace, keeper: GrantKeeper) => {
  const client = createZaloClient({ tokens: keeper, roots: { openapi: zalo.url } });
  return () => client.messages.send(an, { kind: 'text', text: 'Chào bà con' });
};
