/** Pure: flow references, `flow[:step[:arg]]`, as carried by buttons, deep links and hand-overs. */
export interface Reference {
  readonly flow: string;
  readonly step?: string;
  readonly arg?: string;
}

/** Reads a reference; everything after the second colon is the argument. Untrusted text is fine: it only names things. */
export function parseReference(text: string): Reference {
  const [flow = '', step = '', ...rest] = text.split(':');
  const arg = rest.join(':');
  return { flow, ...(step === '' ? {} : { step }), ...(arg === '' ? {} : { arg }) };
}

/** Writes a reference; channels hold it to 64 bytes (Telegram `callback_data`). */
export function formatReference({ flow, step, arg }: Reference): string {
  if (arg !== undefined) return `${flow}:${step ?? ''}:${arg}`;
  return step === undefined ? flow : `${flow}:${step}`;
}
