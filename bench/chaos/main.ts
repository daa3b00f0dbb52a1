/**
 * `npm run chaos -- broadcast --kills N`: breaks things on purpose and checks that every promise held. Prints a summary;
 * ends with 1 when a promise was broken.
 */
import { parseArgs } from 'node:util';
import { chaosBroadcast } from './broadcast.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '50' },
    people: { type: 'string' },
    pace: { type: 'string' },
    wipe: { type: 'boolean', default: false },
    outage: { type: 'string', default: '0' },
    clock: { type: 'boolean', default: false },
    duplicates: { type: 'boolean', default: false },
  },
});
if (positionals[0] !== 'broadcast') {
  console.error(
    'Usage: npm run chaos -- broadcast --kills N [--people N] [--pace N] [--wipe] [--outage SECONDS] [--clock] [--duplicates]',
  );
  process.exit(1);
}
const kills = Number(values.kills);
const report = await chaosBroadcast({
  kills,
  people: Number(values.people ?? 10_000),
  perSecond: Number(values.pace ?? 100),
  trouble: {
    wipe: values.wipe,
    outageSeconds: Number(values.outage),
    clock: values.clock,
    duplicates: values.duplicates,
  },
  note: (line) => console.error(line),
});
console.log(JSON.stringify(report));
for (const fault of report.faults) console.error(`✗ ${fault}`);
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
console.error(
  `${report.people} people, ${report.kills} kills: ${sum(report.inFlight)} sends in flight at the kills, ${sum(report.inDoubt)} rows in doubt, nobody got it more than ${report.mostCopies} times, audience ${report.audience} = sum of states.`,
);
process.exit(report.faults.length === 0 ? 0 : 1);
