/**
 * `npm run chaos -- broadcast|seats …`: breaks things on purpose and checks that every promise held. Prints a report as JSON
 * and a summary; ends with 1 when a promise was broken.
 */
import { parseArgs } from 'node:util';
import { chaosBroadcast } from './broadcast.ts';
import { chaosSeats } from './seats.ts';

const usage = [
  'npm run chaos -- broadcast --kills N [--people N] [--pace N] [--wipe] [--outage SECONDS] [--clock] [--duplicates]',
  'npm run chaos -- seats [--interleavings N] [--minutes N]',
];

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
    interleavings: { type: 'string', default: '100000' },
    minutes: { type: 'string', default: '60' },
  },
});

interface Outcome {
  readonly report: object;
  /** Broken promises, in words. */
  readonly faults: readonly string[];
  readonly summary: string;
}

const note = (line: string) => console.error(line);
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

async function broadcast(): Promise<Outcome> {
  const report = await chaosBroadcast({
    kills: Number(values.kills),
    people: Number(values.people ?? 10_000),
    perSecond: Number(values.pace ?? 100),
    trouble: {
      wipe: values.wipe,
      outageSeconds: Number(values.outage),
      clock: values.clock,
      duplicates: values.duplicates,
    },
    note,
  });
  const summary = `${report.people} people, ${report.kills} kills: ${sum(report.inFlight)} sends in flight at the kills, ${sum(report.inDoubt)} rows in doubt, nobody got it more than ${report.mostCopies} times, audience ${report.audience} = sum of states.`;
  const short =
    report.kills < Number(values.kills) ? [`only ${report.kills} kills before everybody was written to`] : [];
  return { report, faults: [...report.faults, ...short], summary };
}

async function seats(): Promise<Outcome> {
  const report = await chaosSeats({
    interleavings: Number(values.interleavings),
    minutes: Number(values.minutes),
    note,
  });
  const { control } = report;
  const faults = [
    ...(report.fault === null ? [] : [report.fault]),
    ...(control.faults === 0 || control.oversold === 0
      ? ['without the lock the same check found nothing wrong']
      : []),
  ];
  const summary = `${report.interleavings} interleavings, ${report.acts} acts in ${report.seconds} s: ${report.faults} faults, ${report.oversold} oversold. Without the lock ${control.acts} acts: ${control.faults} faults, ${control.oversold} oversold.`;
  return { report, faults, summary };
}

const commands: Readonly<Record<string, () => Promise<Outcome>>> = { broadcast, seats };
const command = commands[positionals[0] ?? ''];
if (command === undefined) {
  console.error(`Usage: ${usage.join('\n       ')}`);
  process.exit(1);
}
const { report, faults, summary } = await command();
console.log(JSON.stringify(report));
for (const fault of faults) console.error(`✗ ${fault}`);
console.error(summary);
process.exit(faults.length === 0 ? 0 : 1);
