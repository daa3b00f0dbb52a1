/**
 * Pure: reads scenario files. `> ` the person types, `>> ` taps a button by label or payload, `>photo` and its like
 * send something else, `@ +3d` lets time pass, `@as NAME` and other `@` lines direct, `# ` is a comment; `< `, `= ` and
 * indented lines are what the bot answered (the golden part). `\u200b` in a typed text stands for that character.
 */
export type Deed =
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'tap'; readonly button: string }
  /** `what`: start, photo, document, phone, contact, voice, sticker, location, other, long. */
  | { readonly kind: 'send'; readonly what: string; readonly arg: string }
  | { readonly kind: 'wait'; readonly ms: number }
  /** `as`, and whatever the player of the file knows. */
  | { readonly kind: 'direct'; readonly word: string; readonly args: readonly string[] };

export interface ScenarioLine {
  readonly deed: Deed;
  /** The line as written, to stand in the transcript again. */
  readonly source: string;
  /** Counts from 1. */
  readonly at: number;
}

const unitsMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads the deeds of a file, in order; what the bot answered is left out. @throws Error naming the line it cannot read */
export function parseScenario(text: string): readonly ScenarioLine[] {
  return text.split('\n').flatMap((source, index) => {
    const at = index + 1;
    if (source.trim() === '' || /^(?:<| |=)/.test(source)) return [];
    const deed = readDeed(source.trimEnd());
    if (deed === null) throw new Error(`line ${at} is neither a deed nor an answer: ${source}`);
    return [{ deed, source: source.trimEnd(), at }];
  });
}

function readDeed(line: string): Deed | null {
  if (line.startsWith('#')) return { kind: 'comment', text: line.slice(1).trim() };
  if (line.startsWith('>> ')) return { kind: 'tap', button: line.slice(3) };
  if (line === '>' || line.startsWith('> ')) return { kind: 'type', text: withEscapes(line.slice(2)) };
  const [, what, arg = ''] = /^>(\w+)(?: (.*))?$/u.exec(line) ?? [];
  if (what !== undefined) return { kind: 'send', what, arg };
  const [, amount, unit = ''] = /^@ \+(\d+)([mhd])$/.exec(line) ?? [];
  if (amount !== undefined) return { kind: 'wait', ms: Number(amount) * (unitsMs[unit] ?? 0) };
  const [word, ...args] = line.startsWith('@') ? line.slice(1).trim().split(/\s+/) : [];
  return word === undefined ? null : { kind: 'direct', word, args };
}

const withEscapes = (text: string): string =>
  text.replace(/\\u([0-9a-f]{4})/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

export interface ShownBubble {
  readonly text: string;
  readonly buttons?: readonly { readonly label: string }[];
  readonly askLabel?: string;
  readonly photo?: string;
  readonly document?: { readonly name: string };
}

/** Writes a bubble as the transcript shows it. */
export function writeBubble({
  text,
  buttons = [],
  askLabel,
  photo,
  document,
}: ShownBubble): readonly string[] {
  const [first = '', ...more] = text.split('\n');
  const file = photo ?? document?.name;
  const shown = [...(askLabel === undefined ? [] : [askLabel]), ...buttons.map(({ label }) => label)];
  return [
    `< ${file === undefined ? '' : `(${file}) `}${first}`,
    ...more.map((line) => (line === '' ? '' : `  ${line}`)),
    ...(shown.length === 0 ? [] : [`  ${shown.map((label) => `[${label}]`).join(' ')}`]),
  ];
}

/** Writes a fact as the transcript shows it. */
export function writeEvent({ type, ...facts }: { readonly type: string }): string {
  return `= ${type} ${JSON.stringify(facts)}`;
}
