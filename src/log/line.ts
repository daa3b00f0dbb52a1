/** One log entry as a line for people at a terminal: time, level, what happened, then its fields. */

const colours: Readonly<Record<string, number>> = { debug: 90, info: 32, warn: 33, error: 31 };
const paint = (colour: number, text: string) => `\u001b[${colour}m${text}\u001b[0m`;

/** Turns an entry in JSON, as pino writes it, into a coloured line with the machine's local time. */
export function toLine(json: string): string {
  const { level, time, msg, ...fields } = JSON.parse(json) as Record<string, unknown>;
  const name = String(level);
  const clock = new Date(Number(time)).toTimeString().slice(0, 8);
  const head = `${paint(90, clock)} ${paint(colours[name] ?? 0, name.padEnd(5))} ${String(msg)}`;
  const parts = Object.entries(fields);
  const details = parts.filter(([, value]) => !isError(value));
  const errors = parts.filter(([, value]) => isError(value));
  const shown = details.map(([key, value]) => paint(90, ` ${key}=${toShort(value)}`));
  return `${head}${shown.join('')}${errors.map(([, error]) => describeError(error)).join('')}\n`;
}

const isError = (value: unknown) => typeof value === 'object' && value !== null && 'stack' in value;

const toShort = (value: unknown) =>
  typeof value === 'string' && !/\s/.test(value) ? value : JSON.stringify(value);

function describeError(error: unknown): string {
  const stack = typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : '';
  return `\n  ${paint(31, stack)}`;
}
