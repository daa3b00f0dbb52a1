/** Pure: an audience said back in plain words, a line for each thing that narrows it. */
import type { Audience, AudienceFilter } from '../../core/audience.ts';
import { addDays } from '../../core/calendar.ts';
import type { TextRef, VarValue } from '../../core/event.ts';
import type { Day } from '../../core/model.ts';
import { unitTitle } from '../../core/unit.ts';
import type { World } from '../define.ts';

const line = (key: string, value: VarValue): TextRef => ({ key: `audience.${key}`, vars: { value } });
const joined = (refs: readonly TextRef[]): VarValue => ({
  key: `audience.list.${refs.length > 4 ? 'more' : refs.length}`,
  vars: {
    ...Object.fromEntries(refs.slice(0, 4).map((ref, at) => [`no${at + 1}`, ref])),
    more: Math.max(0, refs.length - 4),
  },
});

type Liner = (filter: AudienceFilter, world: World) => readonly TextRef[];
const some = <T>(values: readonly T[] | undefined): readonly T[] | null =>
  values === undefined || values.length === 0 ? null : values;

const keyed = (prefix: string, values: readonly string[]): VarValue =>
  joined(values.map((value) => ({ key: `${prefix}.${value}` })));

/** Before this no certificate ended: the window means all that are over. */
const longAgo = '2000-01-01' as Day;

const liners: readonly Liner[] = [
  ({ units }, world) =>
    some(units) === null
      ? []
      : [
          line('units', {
            key: 'audience.plain',
            vars: {
              value: (units ?? [])
                .map((code) => world.units.byCode(code))
                .map((unit) => (unit === undefined ? '' : unitTitle(unit)))
                .join('; '),
            },
          }),
        ],
  ({ role }) => (role === undefined ? [] : [line('role', { key: `audience.roles.${role}` })]),
  ({ producerTypes }) =>
    some(producerTypes) === null ? [] : [line('types', keyed('idea.producerType', producerTypes ?? []))],
  ({ productSets }) =>
    some(productSets) === null ? [] : [line('products', keyed('productSet', productSets ?? []))],
  ({ stars }) => (some(stars) === null ? [] : [line('stars', (stars ?? []).join(', '))]),
  ({ certificateEnds: ends }) => {
    if (ends === undefined) return [];
    const until = { day: ends.to };
    return ends.from <= longAgo
      ? [{ key: 'audience.ended', vars: { before: { day: addDays(ends.to, 1) } } }]
      : [{ key: 'audience.ends', vars: { from: { day: ends.from }, until } }];
  },
  ({ classes, events }) => {
    const codes = [...(classes ?? []), ...(events ?? [])];
    return codes.length === 0 ? [] : [line('classes', codes.join(', '))];
  },
  ({ answered }, { unitAnnouncements = [] }) => {
    if (answered === undefined) return [];
    const code = unitAnnouncements.find(({ id }) => id === answered.announcement)?.code ?? '';
    return [{ key: `audience.answered.${answered.answer}`, vars: { code } }];
  },
  ({ interests }) =>
    some(interests) === null ? [] : [line('interests', keyed('interest.topic', interests ?? []))],
  ({ channels }) =>
    some(channels) === null ? [] : [line('channels', keyed('announcement.channel', channels ?? []))],
  ({ languages }) =>
    some(languages) === null ? [] : [line('languages', keyed('audience.language', languages ?? []))],
];

/** Everything that narrows the audience, and who is taken out of it. */
export function audienceLines({ exclude = [], ...filter }: Audience, world: World): readonly TextRef[] {
  const linesOf = (one: AudienceFilter) => liners.flatMap((liner) => liner(one, world));
  const excepted = exclude
    .flatMap(linesOf)
    .map((except): TextRef => ({ key: 'audience.except', vars: { except } }));
  return [...linesOf(filter), ...excepted].map((line) => ({ key: 'audience.item', vars: { line } }));
}
