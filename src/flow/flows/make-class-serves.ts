/** Pure: the communes a class of a province is for, typed as in announcements, within the officer's units. */
import { withinUnits } from '../../core/audience.ts';
import { readAudience } from '../../core/audience-words.ts';
import { unitTitle } from '../../core/unit.ts';
import type { AskStep, Parsed, Scene } from '../define.ts';

function readServed(text: string, { world }: Scene): Parsed {
  const { units, sets, officer, today } = world;
  const held = { units: officer?.units ?? [] };
  const reading = readAudience(text, { units, sets, today, announcements: [], officer: held });
  if (reading.kind === 'several') {
    const lines = reading.units.map((unit) => `• ${unitTitle(unit)}`);
    return { ok: false, hint: 'announce.audience.several', vars: { name: reading.name, units: { lines } } };
  }
  if (reading.kind !== 'read' || (reading.audience.units ?? []).length === 0)
    return { ok: false, hint: 'makeClass.serves.unread' };
  const within = withinUnits(reading.audience, held, units);
  return within.ok
    ? { ok: true, value: [...(within.value.units ?? [])] }
    : { ok: false, hint: within.code, vars: within.vars ?? {} };
}

export const serves: AskStep = {
  kind: 'ask',
  takesQuestions: true,
  say: [{ text: 'makeClass.serves.ask' }],
  suggest: [{ value: 'all', label: { key: 'makeClass.serves.all' }, words: 'makeClass.serves.allWords' }],
  parse: (input, scene) => (input.kind === 'text' ? readServed(input.text, scene) : { ok: false }),
  hints: ['announce.audience.several', 'makeClass.serves.unread', 'announcement.foreignUnit'],
  next: '',
};
