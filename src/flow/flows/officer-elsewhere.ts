/** Pure: ways from the registry of certificates to an officer's other conversations about them. */
import type { EndStep, Option } from '../define.ts';

const flows: Readonly<Record<string, string>> = { calls: 'call-list', figures: 'figures', close: 'help' };

export const elsewhereOptions: readonly Option[] = [
  { value: 'calls', label: { key: 'callList.button' }, words: 'callList.buttonWords' },
  { value: 'figures', label: { key: 'flow.figures' } },
];

export const leadsElsewhere = (chosen: unknown): boolean => String(chosen) in flows;

/** Where the choice at `home` leads. */
export const away: EndStep = {
  kind: 'end',
  say: [],
  goTo: {
    to: Object.values(flows),
    pick: ({ answers }) => flows[String(answers.home)] ?? 'help',
  },
};
