/** Pure: people of an announcement by name, page by page: who got nothing, and why. */
import { formatPhone } from '../../core/phone.ts';
import type { ChooseStep, EndStep, Flow, Line, Option, Scene } from '../define.ts';
import type { KnownAnnouncement, NamedPerson, ReachedPerson } from '../needs/announcement.ts';
import type { Query } from '../needs.ts';
import { isTheirs, mayPass } from './announcement-lines.ts';
import { idOf, sheetOf } from './announcement-scene.ts';

/** Whoever did not get it, and those of whom nobody knows. */
const notReached = ['failed', 'suppressed', 'unknown'];
const peoplePage = 10;

/** The part of the argument behind the id: where a list goes on, or the person meant. */
export const behind = ({ arg }: Scene): string => arg?.split('.')[1] ?? '';

export const foundIn = ({ world }: Scene) => {
  const found = world.found?.kind === 'announcementPeople' ? world.found : null;
  return found?.announcement != null && isTheirs(found.announcement, world.officer, world.units)
    ? { ...found, announcement: found.announcement }
    : null;
};
export const peopleOf = (scene: Scene): readonly ReachedPerson[] => foundIn(scene)?.people ?? [];
export const announcementOf = (scene: Scene): KnownAnnouncement | null =>
  foundIn(scene)?.announcement ?? null;

/** Neither there nor theirs. */
export const foreignPeople = {
  to: ['foreign'],
  pick: (scene: Scene) => (announcementOf(scene) === null ? 'foreign' : null),
};

export const nameOf = ({ name }: Pick<NamedPerson, 'name'>) => name ?? { key: 'questions.nobodysName' };

/** Where to find somebody: the number to call, the hamlet and the commune, as far as they are known. */
export function whereOf({ phone, hamlet, unit }: NamedPerson, { world }: Scene): string {
  const commune = unit === null ? null : (world.units.byCode(unit)?.name ?? unit);
  const parts = [phone === null ? null : formatPhone(phone), hamlet, commune];
  return parts.filter((part) => part !== null && part !== '').join(', ') || '–';
}

export const peopleIn =
  (states: readonly string[], limit: number) =>
  (_input: unknown, scene: Scene): Query => ({
    kind: 'announcementPeople',
    id: idOf(scene),
    ...{ states, limit, after: behind(scene) },
  });

export const hasMore = (scene: Scene): boolean => foundIn(scene)?.more ?? false;
export const openOption: Option = { value: 'open', label: { key: 'announce.openButton' } };
export const moreOption: Option = { value: 'more', label: { key: 'announce.people.more' } };
export const nobodyLeft: Line = {
  text: 'announce.people.none',
  when: (scene) => peopleOf(scene).length === 0,
};

const peopleFrom: ChooseStep = {
  kind: 'choose',
  lookup: peopleIn(notReached, peoplePage),
  instead: foreignPeople,
  say: [
    {
      text: 'announce.people.list',
      vars: (scene) => ({
        lines: {
          lines: peopleOf(scene).map((person) => ({
            key: 'announce.people.line',
            vars: {
              name: nameOf(person),
              where: whereOf(person, scene),
              reason: { key: `announcement.reason.${person.reason ?? 'rejected'}` },
            },
          })),
        },
      }),
      when: (scene) => peopleOf(scene).length > 0,
    },
    nobodyLeft,
  ],
  options: (scene) => [
    ...(hasMore(scene) ? [moreOption] : []),
    ...(peopleOf(scene).length === 0
      ? []
      : [
          {
            value: 'sheet',
            label: { key: 'announce.people.sheet' },
            words: 'announce.people.sheetWords',
          },
        ]),
    ...(announcementOf(scene)?.state === 'done' && peopleOf(scene).some(mayPass)
      ? [{ value: 'retry', label: { key: 'announce.act.retry' }, words: 'announce.act.words.retry' }]
      : []),
    openOption,
  ],
  next: {
    to: ['morePeople', 'toMissedSheet', 'retryPeople', 'toOpen'],
    pick: ({ answers }) =>
      ({ more: 'morePeople', sheet: 'toMissedSheet', retry: 'retryPeople' })[String(answers.peopleFrom)] ??
      'toOpen',
  },
};

/** Goes on behind the last one shown. */
export const morePages = (step: string): EndStep => ({
  kind: 'end',
  say: [],
  goTo: {
    to: [`announcements:${step}`],
    pick: (scene) => `announcements:${step}:${idOf(scene)}.${peopleOf(scene).at(-1)?.contactId ?? ''}`,
  },
});

export const toFirst = (step: string): EndStep => ({
  kind: 'end',
  say: [],
  goTo: { to: [`announcements:${step}`], pick: (scene) => `announcements:${step}:${idOf(scene)}` },
});

const retryPeople: EndStep = {
  kind: 'end',
  lookup: peopleIn(notReached, peoplePage),
  instead: foreignPeople,
  say: [{ text: 'announce.outcome', vars: () => ({ outcome: { slot: 'announceOutcome' } }) }],
  emit: (scene) => {
    const found = announcementOf(scene);
    return found === null ? [] : [{ type: 'announcement_retried', id: found.id, seen: found.version }];
  },
  goTo: {
    to: ['announcements:open'],
    pick: (scene) => `announcements:open:${idOf(scene)}`,
  },
};

export const peopleSteps: Flow['steps'] = {
  people: toFirst('peopleFrom'),
  peopleFrom,
  morePeople: morePages('peopleFrom'),
  toMissedSheet: toFirst('missedSheet'),
  retryPeople,
  missedSheet: sheetOf('announcement-missed', 'announce.people.sheetReady'),
};
