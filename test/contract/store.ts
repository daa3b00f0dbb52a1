/** What every store must do. Each part of the suite is a file of `store/`. */
import { afterAll, beforeAll, describe } from 'vitest';
import type { Store } from '../../src/ports.ts';
import { erases } from './store/erase.ts';
import { keepsIdeas } from './store/ideas.ts';
import { takesIn } from './store/inbox.ts';
import { keepsOfficers } from './store/officers.ts';
import { keepsLedger } from './store/parcels.ts';
import { rememberPeople } from './store/people.ts';
import { takesTurns } from './store/turn.ts';

/** An empty store that has the provinces 19 and 38 with the communes 05512, 05515 and 14869. */
export interface StorePlace {
  readonly store: Store;
  /** Opens the same data as another process would. */
  another(): Store;
  close(): Promise<void>;
}

/** Declares the suite; `open` is called once for all its tests, which use people of their own. */
export function storeContract(name: string, open: () => Promise<StorePlace>): void {
  describe(`store on ${name}`, () => {
    let place: StorePlace | undefined;
    const given = (): StorePlace => {
      if (!place) throw new Error('the store is not open');
      return place;
    };
    beforeAll(async () => {
      place = await open();
    });
    afterAll(() => place?.close());

    takesIn(given);
    takesTurns(given);
    keepsLedger(given);
    keepsIdeas(given);
    rememberPeople(given);
    keepsOfficers(given);
    erases(given);
  });
}
