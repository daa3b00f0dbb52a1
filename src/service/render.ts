/** Turns what flows said into bubbles a channel can show: texts in the person's language, choices as buttons or numbers. */
import { formatDay } from '../core/calendar.ts';
import type { SaidChoice, SaidLine, TextRef, VarValue } from '../core/event.ts';
import type { Bubble } from '../core/message.ts';
import type { Day, Language, MediaId } from '../core/model.ts';
import { formatNumber } from '../core/quantity.ts';
import type { ChannelLimits, Texts } from '../ports.ts';
import { layOut } from './choices.ts';

export interface Rendering {
  readonly texts: Texts;
  readonly language: Language;
  readonly limits: ChannelLimits;
  /** Values known only after the events were applied, e.g. the code of a new idea. */
  readonly slots: Readonly<Record<string, string>>;
  /** Said to an officer: where a text has words of its own for officers ("anh/chị"), at its key and `_officer`, those. */
  readonly toOfficer?: boolean;
}

type Wording = Pick<Rendering, 'texts' | 'language' | 'slots' | 'toOfficer'>;

/** Short texts said together are shown as one message up to this length: one read, one send. */
const joinedAtMost = 1200;

/** Renders one turn's lines, in order, as bubbles. */
export function renderLines(lines: readonly SaidLine[], how: Rendering): readonly Bubble[] {
  return lines.map((line) => renderLine(line, how)).reduce<readonly Bubble[]>(join, []);
}

/** The text of a reference, values filled in. */
export function renderText(ref: TextRef, how: Wording): string {
  const entries = Object.entries(ref.vars ?? {}).map(([name, value]) => [name, renderValue(value, how)]);
  return how.texts.text(keyFor(ref.key, how), Object.fromEntries(entries), how.language);
}

function keyFor(key: string, { texts, language, toOfficer = false }: Wording): string {
  const own = `${key}_officer`;
  return toOfficer && texts.has(own, language) ? own : key;
}

function renderValue(value: VarValue, how: Wording): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatNumber(value);
  if ('key' in value) return renderText(value, how);
  if ('day' in value) return formatDay(value.day as Day);
  if ('slot' in value) return how.slots[value.slot] ?? '';
  const said = (part: TextRef | string) => (typeof part === 'string' ? part : renderText(part, how));
  return 'run' in value ? value.run.map(said).join('') : value.lines.map(said).join('\n');
}

function renderLine(line: SaidLine, how: Rendering): Bubble {
  const choices = (line.choices ?? []).map((choice) => ({ ...choice, text: renderLabel(choice.label, how) }));
  const { buttons, list } = layOut(choices, line.listed ?? false, how.limits.buttons);
  // Back and skip as buttons say what the words below the question would say again.
  const navigable = buttons?.some(({ nav }) => nav === true) ?? false;
  const text = [
    renderText(line.text, how),
    list.join('\n'),
    line.footer === undefined || navigable ? '' : renderText(line.footer, how),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
  return {
    text,
    ...(buttons === null || buttons.length === 0 ? {} : { buttons }),
    ...(line.ask === undefined
      ? {}
      : { ask: line.ask, askLabel: renderText({ key: `nav.share.${line.ask}` }, how) }),
    ...attached(line, how),
  };
}

function attached(
  { photo, document }: SaidLine,
  how: Rendering,
): Pick<Bubble, 'photo' | 'document' | 'unshown'> {
  if (photo === undefined && document === undefined) return {};
  return {
    ...(photo === undefined ? {} : { photo: photo as MediaId }),
    ...(document === undefined
      ? {}
      : { document: { media: document.media as MediaId, name: renderText(document.name, how) } }),
    unshown: renderText({ key: 'nav.unshown' }, how),
  };
}

const renderLabel = (label: SaidChoice['label'], how: Rendering): string =>
  'plain' in label ? label.plain : renderText(label, how);

/** Joins a bubble to the one before when neither loses anything by it. */
function join(bubbles: readonly Bubble[], next: Bubble): readonly Bubble[] {
  const before = bubbles.at(-1);
  const plain =
    before !== undefined &&
    before.buttons === undefined &&
    before.photo === undefined &&
    before.document === undefined &&
    before.ask === undefined;
  if (!plain || next.photo !== undefined || next.document !== undefined) return [...bubbles, next];
  const text = `${before.text}\n\n${next.text}`;
  return text.length > joinedAtMost ? [...bubbles, next] : [...bubbles.slice(0, -1), { ...next, text }];
}
