/** Pure: whom an announcement is for: chosen or in plain words, bounded to the officer's units, shown as it was understood. */
import { type Audience, isEverybody, withinUnits } from '../../core/audience.ts';
import { type AudienceReading, readAudience } from '../../core/audience-words.ts';
import { addDays } from '../../core/calendar.ts';
import { unitTitle } from '../../core/unit.ts';
import type { Answers, AskStep, ChooseStep, Flow, Option, Parsed, Scene, World } from '../define.ts';
import { audienceLines } from './audience-lines.ts';
import { yesNo } from './consent-question.ts';
import { wordsOf } from './text-answer.ts';

/** Certificates that end within the time in which a dossier can still be prepared (domain reference §11: E−180). */
const endsSoonDays = 180;

type Preset = (world: World) => Audience;
const presets = {
  everyone: () => ({ role: 'everyone' }),
  producers: () => ({ role: 'producer' }),
  expiring: ({ today }) => ({ certificateEnds: { from: today, to: addDays(today, endsSoonDays) } }),
} as const satisfies Readonly<Record<string, Preset>>;

const names = Object.keys(presets) as readonly (keyof typeof presets)[];

const suggested: readonly Option[] = names.map((name) => ({
  value: name,
  label: { key: `announce.audience.preset.${name}` },
}));

const contextOf = ({ units, sets, officer, today, classTopics = [], unitAnnouncements = [] }: World) => ({
  units,
  sets,
  today,
  topics: classTopics,
  announcements: unitAnnouncements,
  officer: { units: officer?.units ?? [] },
});

/** What the words mean; a suggestion is read without any words. */
function readingOf(value: string, world: World): AudienceReading {
  const preset = names.find((name) => name === value);
  return preset === undefined
    ? readAudience(value, contextOf(world))
    : { kind: 'read', audience: presets[preset](world), unknown: [] };
}

/** The audience of the answers, within the officer's units; `null` until there is one. */
export function audienceOf(answers: Answers, world: World): Audience | null {
  const reading = readingOf(String(answers.audience ?? ''), world);
  if (reading.kind !== 'read') return null;
  const held = withinUnits(reading.audience, contextOf(world).officer, world.units);
  return held.ok ? held.value : null;
}

const unknownOf = ({ answers, world }: Scene): readonly string[] => {
  const reading = readingOf(String(answers.audience ?? ''), world);
  return reading.kind === 'read' ? reading.unknown : [];
};

function parse(text: string, { world }: Scene): Parsed {
  const reading = readingOf(text, world);
  if (reading.kind === 'several')
    return {
      ok: false,
      hint: 'announce.audience.several',
      vars: { name: reading.name, units: { lines: reading.units.map((unit) => `• ${unitTitle(unit)}`) } },
    };
  if (reading.kind === 'unknownPlace')
    return { ok: false, hint: 'announce.audience.unknownPlace', vars: { name: reading.name } };
  if (reading.kind === 'nothing') return { ok: false, hint: 'announce.audience.nothing' };
  const held = withinUnits(reading.audience, contextOf(world).officer, world.units);
  return held.ok ? { ok: true, value: text } : { ok: false, hint: held.code, vars: held.vars ?? {} };
}

const lines = (scene: Scene) => {
  const audience = audienceOf(scene.answers, scene.world);
  return audience === null ? [] : audienceLines(audience, scene.world);
};

const audience: AskStep = {
  kind: 'ask',
  say: [{ text: 'announce.audience.ask' }],
  takesQuestions: true,
  takesCodes: true,
  suggest: suggested,
  parse: (input, scene) => {
    const text = wordsOf(input);
    return text === null ? { ok: false } : parse(text, scene);
  },
  hints: [
    'announce.audience.several',
    'announce.audience.unknownPlace',
    'announce.audience.nothing',
    'announcement.foreignUnit',
  ],
  next: 'audienceSure',
};

/** Shown as it was understood, before anything is counted. */
export function audienceSteps(next: string): Flow['steps'] {
  const audienceSure: ChooseStep = {
    kind: 'choose',
    say: [
      { text: 'announce.audience.sure', vars: (scene) => ({ lines: { lines: lines(scene) } }) },
      {
        text: 'announce.audience.unknown',
        vars: (scene) => ({ words: unknownOf(scene).join('”, “') }),
        when: (scene) => unknownOf(scene).length > 0,
      },
      {
        text: 'announce.audience.everybody',
        when: ({ answers, world }) => isEverybody(audienceOf(answers, world) ?? { role: 'producer' }),
      },
      { text: 'announce.audience.sureAsk' },
    ],
    options: yesNo,
    next: {
      to: [next, 'audience'],
      pick: ({ answers }) => (answers.audienceSure === 'yes' ? next : 'audience'),
    },
  };
  return { audience, audienceSure };
}
