/** What channels tell about messages of ours, written into the ledger: forward only, in whatever order it comes. */
import type { Receipt } from '../ports/receipt.ts';
import type { Store } from '../ports.ts';
import { type Sql, type Statement, toJson } from './database.ts';

const record: Statement = { name: 'record-receipts', text: 'SELECT record_receipts($1, $2)' };

/** One row per message. */
const rowsOf = (receipt: Receipt): readonly object[] => {
  const { kind, address, at } = receipt;
  if (receipt.kind === 'echo') return [{ kind, address, at, id: receipt.externalId, trace: receipt.trace }];
  return receipt.externalIds.map((id) => ({ kind, address, at, id }));
};

export function createReceipts(sql: Sql): Pick<Store, 'recordReceipts'> {
  return {
    recordReceipts: async (receipts, at) => {
      if (receipts.length > 0) await sql.rows(record, [toJson(receipts.flatMap(rowsOf)), at]);
    },
  };
}
