/**
 * Pure: proof, before the first message, that every step can be reached, every target exists and every text is there
 * in Vietnamese and English. Gives all faults at once, each naming flow, step and what is wrong.
 */
import { type Language, languages } from '../core/model.ts';
import type { Flow, Next, Option, Step } from './define.ts';
import { overlayTexts } from './overlay.ts';
import { parseReference } from './reference.ts';

export interface InspectWorld {
  readonly flows: Readonly<Record<string, Flow>>;
  readonly hasText: (key: string, language: Language) => boolean;
}

/** Inputs that can meet a question they do not answer; each has a hint `hint.<kind>`. */
const hintedInputs = [
  'text',
  'button',
  'photo',
  'document',
  'voice',
  'sticker',
  'location',
  'phone',
  'unsupported',
];

const engineTexts: readonly string[] = [
  ...overlayTexts,
  ...[...hintedInputs, 'choice', 'plainly'].map((kind) => `hint.${kind}`),
  ...[
    'photo',
    'cannotSkip',
    'nothingBefore',
    'parked',
    'cancelled',
    'officerAsked',
    'staleButton',
    'notUnderstood',
  ].map((key) => `engine.${key}`),
  ...['changed', 'tooLong', 'stepHelp', 'nothingOpen', 'left', 'sorry'].map((key) => `engine.${key}`),
  ...[
    'back',
    'skip',
    'up',
    'words',
    'wordsUp',
    'wordsOptional',
    'wordsFirst',
    'wordsFirstOptional',
    'share.phone',
    'share.location',
    'unshown',
  ].map((key) => `nav.${key}`),
];

/** Lists everything wrong with the flows; empty when they may run. */
export function inspect({ flows, hasText }: InspectWorld): readonly string[] {
  const names = Object.keys(flows);
  const used = [
    ...engineTexts,
    ...names.map((name) => `flow.${name}`),
    ...Object.values(flows).flatMap(textsOf),
  ];
  const missing = [...new Set(used)].flatMap((key) =>
    languages
      .filter((language) => !hasText(key, language))
      .map((language) => `text ${key} is missing in ${language}`),
  );
  return [...Object.entries(flows).flatMap(([name, flow]) => flowFaults(name, flow, flows)), ...missing];
}

function flowFaults(name: string, flow: Flow, flows: InspectWorld['flows']): readonly string[] {
  const wrongName = flow.name === name ? [] : [`flow ${name} calls itself ${flow.name}`];
  const starts = [
    ...targets(flow.start),
    ...flow.entries,
    ...(flow.review === undefined ? [] : [flow.review]),
  ];
  const unknown = starts
    .filter((step) => flow.steps[step] === undefined)
    .map((step) => `${name}: step ${step} does not exist`);
  const reached = reach(flow, starts);
  const lonely = Object.keys(flow.steps)
    .filter((step) => !reached.has(step))
    .map((step) => `${name}.${step}: nothing leads here`);
  const stepwise = Object.entries(flow.steps).flatMap(([step, body]) =>
    stepFaults(`${name}.${step}`, body, flow, flows),
  );
  return [...wrongName, ...unknown, ...lonely, ...stepwise];
}

function stepFaults(at: string, step: Step, flow: Flow, flows: InspectWorld['flows']): readonly string[] {
  const silent =
    step.say.length === 0 && !(step.kind === 'end' && step.goTo !== undefined) ? [`${at}: says nothing`] : [];
  const dead = onward(step)
    .filter((target) => flow.steps[target] === undefined)
    .map((target) => `${at}: leads to ${target}, which does not exist`);
  const lost =
    step.kind === 'end'
      ? references(step)
          .filter((to) => !leads(to, flows))
          .map((to) => `${at}: refers to ${to}, which cannot be entered`)
      : [];
  return [...silent, ...dead, ...lost];
}

const targets = (next: Next | Flow['start']): readonly string[] =>
  typeof next === 'string' ? [next] : next.to;
const onward = (step: Step): readonly string[] => [
  ...(step.kind === 'end' ? [] : targets(step.next)),
  ...(step.instead?.to ?? []),
];

function references(step: Extract<Step, { kind: 'end' }>): readonly string[] {
  return [...(step.goTo?.to ?? []), ...staticOptions(step.offer).map(({ value }) => value)];
}

/** A reference leads somewhere when its flow exists and its step may be entered from outside. */
function leads(to: string, flows: InspectWorld['flows']): boolean {
  const { flow, step } = parseReference(to);
  const target = flows[flow];
  return target !== undefined && (step === undefined || target.entries.includes(step));
}

function reach(flow: Flow, from: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const step = flow.steps[name];
    if (step === undefined || seen.has(name)) continue;
    seen.add(name);
    open.push(...onward(step));
  }
  return seen;
}

function textsOf(flow: Flow): readonly string[] {
  return Object.values(flow.steps).flatMap((step) => [
    ...step.say.map(({ text }) => text),
    ...(step.kind === 'end' ? [] : (step.hints ?? [])),
    ...staticOptions(
      step.kind === 'ask' ? step.suggest : step.kind === 'choose' ? step.options : step.offer,
    ).flatMap(optionTexts),
  ]);
}

function optionTexts({ label, words }: Option): readonly string[] {
  return [...('key' in label ? [label.key] : []), ...(words === undefined ? [] : [words])];
}

function staticOptions(
  options: readonly Option[] | ((...args: never[]) => readonly Option[]) | undefined,
): readonly Option[] {
  return options === undefined || typeof options === 'function' ? [] : options;
}
