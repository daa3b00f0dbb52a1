/** `npm run bench -- NAME [--json]`: one measured comparison, printed as a table or as JSON. */
import { parseArgs } from 'node:util';
import { broadcast } from './broadcast.ts';
import { certificates } from './certificates.ts';
import { inbound } from './inbound.ts';
import { reminders } from './reminders.ts';
import type { Bench } from './report.ts';
import { seatRush } from './seats.ts';
import { understanding } from './understanding.ts';
import { zalo } from './zalo.ts';

const benches: Readonly<Record<string, Bench>> = {
  broadcast,
  certificates,
  inbound,
  reminders,
  understanding,
  zalo,
  seats: seatRush,
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    people: { type: 'string' },
    rounds: { type: 'string' },
    full: { type: 'boolean', default: false },
  },
});
const name = positionals[0] ?? '';
const bench = benches[name];
if (bench === undefined) {
  console.error(`Unknown bench "${name}". There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}
/** People of a bench, unless told otherwise. */
const usual: Readonly<Record<string, number>> = { broadcast: 6_000, seats: 10_000 };
const numbers = { people: Number(values.people ?? usual[name] ?? 200), rounds: Number(values.rounds ?? 3) };
const report = await bench({ ...numbers, full: values.full, note: (line) => console.error(line) });
if (values.json) console.log(JSON.stringify(report));
else console.table(report);
process.exit(0);
