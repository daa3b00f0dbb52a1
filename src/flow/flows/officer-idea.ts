/** Pure: which ideas an officer may see, and the one being looked at. Nothing is said about any other. */

import { dayOf } from '../../core/calendar.ts';
import type { Vars } from '../../core/event.ts';
import { parseIdeaCode } from '../../core/idea.ts';
import type { Input } from '../../core/message.ts';
import type { Idea } from '../../core/model.ts';
import type { Scene } from '../define.ts';
import type { Query } from '../needs.ts';
import { ideaLines, setName, unitName } from './idea-lines.ts';

/** Whether an idea lies in the officer's units: the commune itself, or its province. */
export function isInScope({ unit }: Pick<Idea, 'unit'>, { world }: Scene): boolean {
  const { officer, units } = world;
  if (officer === null) return false;
  const province = units.byCode(unit)?.provinceCode;
  return officer.units.includes(unit) || (province !== undefined && officer.units.includes(province));
}

export const isWaiting = ({ status }: Pick<Idea, 'status'>): boolean =>
  status === 'submitted' || status === 'resubmitted';

/** The code of the idea being looked at: the one opened, else chosen or typed at a list, else of the button that led here. */
export const codeOf = ({ answers, arg }: Scene): string =>
  [answers.code, answers.done, answers.home, arg]
    .map((value) => (typeof value === 'string' ? parseIdeaCode(value) : null))
    .find((code) => code !== null) ?? '';

/** The idea being looked at, as it stands now; `null` when there is none or it is not the officer's. */
export function officerIdea(scene: Scene): Idea | null {
  const { found, unitIdeas } = scene.world;
  const code = codeOf(scene);
  const looked = found?.kind === 'ideaByCode' && found.idea?.code === code ? found.idea : null;
  const idea = looked ?? unitIdeas?.find((one) => one.code === code) ?? null;
  return idea !== null && isInScope(idea, scene) ? idea : null;
}

/** Locks the idea that is acted on, so that two officers cannot decide at once. */
export const ideaLookup = (_input: Input, scene: Scene): Query | null =>
  codeOf(scene) === '' ? null : { kind: 'ideaByCode', code: codeOf(scene) };

/** Everything the texts about an idea may use. */
export function ideaVars(scene: Scene): Vars {
  const idea = officerIdea(scene);
  if (idea === null) return {};
  return {
    code: idea.code,
    product: idea.fields.productName,
    person: idea.fields.registrantName,
    unit: unitName(idea.unit, scene.world),
    set: setName(idea.fields.productSet),
    status: { key: `officer.status.${idea.status}` },
    day: { day: dayOf(idea.submittedAt) },
    changed: { day: dayOf(idea.changedAt) },
    by: idea.decidedBy ?? '–',
    reason: idea.returnReason ?? '–',
    answers: { lines: ideaLines(idea.fields, scene.world) },
  };
}
