/** Pure: where to go when a conversation is over: the fitting next ones by their names, and always the start page. */
import type { EndStep, Option } from '../define.ts';

/** Buttons to these conversations and to the start page. */
export const onward = (...flows: readonly string[]): readonly Option[] => [
  ...flows.map((flow) => ({ value: flow, label: { key: `flow.${flow}` } })),
  { value: 'help', label: { key: 'help.button' } },
];

/** Says nothing and leads on to another conversation, or a step of it (`letters:home`). */
export const leadTo = (to: string): EndStep => ({ kind: 'end', say: [], goTo: { to: [to], pick: () => to } });
