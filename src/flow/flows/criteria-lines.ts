/** Pure: a sheet and its criteria as lines to read. */
import { gatesOf, optionsFor } from '../../core/criteria.ts';
import type { Bilingual, CriteriaBook, CriteriaSet, Criterion, GatedStar } from '../../core/criteria-set.ts';
import type { TextRef } from '../../core/event.ts';
import type { Language } from '../../core/model.ts';
import { lowerFirst } from './idea-lines.ts';

/** Who reads, and the book the lines come from; a scene is one. */
export interface Reader {
  readonly world: {
    readonly contact: { readonly language: Language | null };
    readonly criteria: CriteriaBook;
  };
}

export const languageOf = ({ world }: Reader): Language => world.contact.language ?? 'vi';

/** Bilingual words in the person's language. */
export const inOwn = (words: Bilingual, scene: Reader): string => words[languageOf(scene)];

/** Stars for which a choice worth this much is the least. */
const starsNeeding = (set: CriteriaSet, code: string, points: number): readonly GatedStar[] =>
  gatesOf(set, code)
    .filter((gate) => gate.points === points)
    .map(({ star }) => star);

function optionLine(set: CriteriaSet, criterion: Criterion, at: number, scene: Reader): TextRef {
  const option = criterion.options[at];
  const points = option?.points ?? 0;
  const stars = starsNeeding(set, criterion.code, points);
  const vars = { points, text: option === undefined ? '' : inOwn(option.text, scene) };
  if (stars.length === 0) return { key: 'criteria.option', vars };
  return { key: 'criteria.optionGate', vars: { ...vars, stars: stars.join(', ') } };
}

/** Phones cut buttons off anywhere; a word's end is kinder. */
const buttonAtMost = 34;

/** A name as it stands on a button. */
export function shortened(name: string): string {
  if (name.length <= buttonAtMost) return name;
  return `${name.slice(0, name.lastIndexOf(' ', buttonAtMost)).replace(/[;,:–-]+$/u, '')}…`;
}

/** Every choice with its points, and which star needs it at least; two lists where the sheet has two. */
export function optionLines(
  set: CriteriaSet,
  criterion: Criterion,
  scene: Reader,
): readonly (TextRef | string)[] {
  const line = (option: Criterion['options'][number]) =>
    optionLine(set, criterion, criterion.options.indexOf(option), scene);
  if (criterion.cases === undefined) return criterion.options.map(line);
  return Object.entries(criterion.cases).flatMap(([id, name]) => [
    { key: 'criteria.caseHead', vars: { name: inOwn(name, scene) } },
    ...optionsFor(criterion, id).map(line),
  ]);
}

/** Conditions and cases of refusal the sheet states, and how it is scored. */
export function remarkLines(criterion: Criterion, scene: Reader): readonly TextRef[] {
  const { requires, refused, note } = criterion;
  return [requires, refused, note].flatMap((words) =>
    words === undefined ? [] : [{ key: 'criteria.remark', vars: { text: inOwn(words, scene) } }],
  );
}

/** The papers that prove it, as one sentence's list. */
export const papersOf = (criterion: Criterion | null, scene: Reader): string =>
  (criterion?.evidence ?? []).map(({ text }) => lowerFirst(inOwn(text, scene))).join('; ');

/** Where it stands in the law, with a warning where the transcript is doubtful. */
export function sourceLines(set: CriteriaSet, criterion: Criterion, scene: Reader): readonly TextRef[] {
  const { unverified } = criterion;
  const vars = { sheet: set.number, code: criterion.code, document: set.document.name };
  return [
    { key: 'criteria.source', vars },
    ...(unverified === undefined
      ? []
      : [{ key: 'criteria.unverified', vars: { why: inOwn(unverified, scene) } }]),
  ];
}

/** The least that a star asks of one criterion. */
export function gateLine(set: CriteriaSet, code: string, points: number, scene: Reader): TextRef {
  const criterion = set.sections.flatMap(({ criteria }) => criteria).find((one) => one.code === code);
  const option = criterion?.options.find((one) => one.points === points && !one.implied);
  return {
    key: 'criteria.gate',
    vars: {
      name: criterion === undefined ? code : inOwn(criterion.name, scene),
      code,
      text: option === undefined ? '' : inOwn(option.text, scene),
      points,
    },
  };
}
