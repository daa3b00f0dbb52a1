/** Pure: an officer moves a class to another day, hour or place; what people will read is shown before it is done. */
import { addDays, daysBetween } from '../../core/calendar.ts';
import type { Session } from '../../core/class.ts';
import { placeIn } from '../../core/class-place.ts';
import type { When } from '../../core/class-when.ts';
import type { Json } from '../../core/model.ts';
import type { AskStep, ChooseStep, Flow, Option, Scene } from '../define.ts';
import { dayLines } from './class-days.ts';
import {
  cardWith,
  codeOf,
  hasNobody,
  hasOthers,
  hasPeople,
  lookup,
  sessionsOf,
  stating,
  titleOf,
  toldVars,
  unlessAlive,
  versionOf,
} from './class-desk-scene.ts';
import { yesNo } from './consent-question.ts';
import { dayHints, placeHints, placesBefore, readDaysOf, readPlace } from './make-class-days.ts';
import { textOf } from './text-answer.ts';

type What = 'time' | 'place';

/** The meetings an answer is about: the one chosen, or all. */
const chosen = (scene: Scene, what: What): readonly Session[] => {
  const id = textOf(scene.answers, `${what}Of`);
  const all = sessionsOf(scene);
  return id === undefined || id === 'all' ? all : all.filter((session) => session.id === id);
};

const whenOf = ({ answers }: Scene): When | undefined => answers.newTime as unknown as When | undefined;

const isWhole = ({ answers }: Scene): boolean => answers.timeOf === 'all';

/** By how many days the whole class moves. */
const daysMoved = (scene: Scene): number => {
  const [first, day] = [sessionsOf(scene)[0]?.day, whenOf(scene)?.days[0]];
  return first === undefined || day === undefined ? 0 : daysBetween(first, day);
};

/** Hours or day alone leave the other as it was. */
function movedTo(session: Session, { days, from, to }: When, moved: number | null): Session {
  const day = moved === null ? (days[0] ?? session.day) : addDays(session.day, moved);
  if (from === null) return { ...session, day };
  return { ...session, day, from, to: to ?? shifted(session, from) };
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** As long as it was meant to last, within the day. */
function shifted({ from, to }: Session, start: string): string {
  const end = Math.min(24 * 60 - 1, minutes(start) + minutes(to) - minutes(from));
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`;
}

/** All sessions as they would be; in order of time. */
function changed(scene: Scene, what: What): readonly Session[] {
  const [when, place] = [whenOf(scene), textOf(scene.answers, 'newPlace')];
  const ids = chosen(scene, what).map(({ id }) => id);
  return sessionsOf(scene)
    .map((session) => {
      if (!ids.includes(session.id)) return session;
      if (what === 'time')
        return when === undefined
          ? session
          : movedTo(session, when, isWhole(scene) ? daysMoved(scene) : null);
      if (place === undefined) return session;
      // A pin on the map and an address belong to the place that was.
      const { address: _, latitude: __, longitude: ___, link: ____, ...rest } = session;
      return { ...rest, ...placeIn(place) };
    })
    .toSorted((a, b) => (`${a.day} ${a.from}` < `${b.day} ${b.from}` ? -1 : 1));
}

const sessionOption = ({ id, day, from, to, venue }: Session): Option => ({
  value: id,
  label: { key: 'classDesk.session', vars: { day: { day }, from, to, venue } },
});

const which = (what: What, next: string): ChooseStep => ({
  kind: 'choose',
  listed: true,
  lookup,
  // One meeting need not be chosen.
  instead: {
    to: [...unlessAlive.to, next],
    pick: (scene) => unlessAlive.pick(scene) ?? (sessionsOf(scene).length === 1 ? next : null),
  },
  say: [{ text: `classDesk.${what}.which`, vars: (scene) => ({ title: titleOf(scene) }) }],
  options: (scene) => [
    ...sessionsOf(scene).map(sessionOption),
    { value: 'all', label: { key: 'classDesk.allSessions' }, words: 'classDesk.allSessionsWords' },
  ],
  next,
});

const newTime: AskStep = {
  kind: 'ask',
  lookup,
  instead: unlessAlive,
  keep: (scene) => ({ seen: versionOf(scene) }),
  takesQuestions: true,
  say: [
    {
      text: 'classDesk.time.ask',
      vars: (scene) => {
        const [{ day, from, to } = { day: '', from: '', to: '' }] = chosen(scene, 'time');
        return { day: { day }, from, to };
      },
      when: (scene) => !isWhole(scene),
    },
    {
      text: 'classDesk.time.askAll',
      vars: (scene) => ({ count: sessionsOf(scene).length, day: { day: sessionsOf(scene)[0]?.day ?? '' } }),
      when: isWhole,
    },
  ],
  parse: (input, scene) => {
    if (input.kind !== 'text') return { ok: false };
    const read = readDaysOf(input.text, scene);
    const several = read.ok && (read.value as unknown as When).days.length > 1;
    if (several) return { ok: false, hint: 'classDesk.time.oneDay' };
    return read;
  },
  hints: [...dayHints, 'classDesk.time.oneDay'],
  next: 'timeSure',
};

const newPlace: AskStep = {
  kind: 'ask',
  lookup,
  instead: unlessAlive,
  keep: (scene) => ({ seen: versionOf(scene) }),
  takesQuestions: true,
  say: [
    { text: 'classDesk.place.ask', vars: (scene) => ({ venue: chosen(scene, 'place')[0]?.venue ?? '' }) },
  ],
  suggest: placesBefore,
  parse: readPlace,
  hints: placeHints,
  next: 'placeSure',
};

const warnings = (scene: Scene) =>
  dayLines(
    scene,
    changed(scene, 'time').flatMap(({ day }) =>
      sessionsOf(scene).some((one) => one.day === day) ? [] : [day],
    ),
    codeOf(scene),
  );

/** Before its time, or over another meeting of the class. */
const faulty = (scene: Scene): boolean => {
  const all = changed(scene, 'time');
  return all.some(
    ({ day, from, to }, at) =>
      from >= to ||
      day < scene.world.today ||
      all.slice(at + 1).some((next) => next.day === day && next.from < to),
  );
};

const sure = (what: What): ChooseStep => ({
  kind: 'choose',
  lookup,
  instead: {
    to: [...unlessAlive.to, 'timeWrong'],
    pick: (scene) => unlessAlive.pick(scene) ?? (what === 'time' && faulty(scene) ? 'timeWrong' : null),
  },
  say: [
    {
      text: 'classDesk.changeLook',
      vars: (scene) => ({ title: titleOf(scene), card: cardWith(scene, changed(scene, what)) }),
    },
    {
      text: 'makeClass.warnings',
      vars: (scene) => ({ lines: { lines: warnings(scene) } }),
      when: (scene) => what === 'time' && warnings(scene).length > 0,
    },
    { text: 'classDesk.others', vars: toldVars, when: hasOthers },
    { text: 'classDesk.changeAsk', vars: toldVars, when: hasPeople },
    { text: 'classDesk.changeAskNobody', when: hasNobody },
  ],
  options: yesNo,
  next: {
    to: [`${what}Done`, 'kept'],
    pick: ({ answers }) => (answers[`${what}Sure`] === 'yes' ? `${what}Done` : 'kept'),
  },
});

const done = (what: What) =>
  stating((scene) => [
    {
      type: 'class_changed',
      code: codeOf(scene),
      seen: Number((scene.answers.seen as Json) ?? 0),
      sessions: changed(scene, what),
    },
  ]);

export const timeSteps: Flow['steps'] = {
  timeOf: which('time', 'newTime'),
  newTime,
  timeSure: sure('time'),
  timeDone: done('time'),
  timeWrong: {
    kind: 'end',
    say: [{ text: 'classDesk.time.wrong' }],
    goTo: { to: ['class-desk:timeOf'], pick: (scene) => `class-desk:timeOf:${codeOf(scene)}` },
  },
  placeOf: which('place', 'newPlace'),
  newPlace,
  placeSure: sure('place'),
  placeDone: done('place'),
};
