/** Pure: the calendar in somebody's phone: the link that leads it there, another one, none any more, and the file instead. */
import { type CalendarWish, calendarWish } from '../../core/calendar-feed.ts';
import type { ChooseStep, EndStep, Flow, Line, Option, Scene } from '../define.ts';
import { calendarFile } from './calendar-lines.ts';
import { yesNo } from './consent-question.ts';

const home: Option = { value: 'calendar', label: { key: 'flow.calendar' } };
const offers: readonly Option[] = [
  { value: 'calendar:file', label: { key: 'calendar.file' }, words: 'calendar.fileWords' },
  { value: 'calendar:renew', label: { key: 'calendarFeed.renew' }, words: 'calendarFeed.renewWords' },
  { value: 'calendar:off', label: { key: 'calendarFeed.off' }, words: 'calendarFeed.offWords' },
  home,
];

const hasPages = ({ world }: Scene): boolean => world.hasPages ?? false;

/** How the calendar gets into a phone: by its address where people reach us over the web, and as a file. */
export const phoneOptions = (scene: Scene): readonly Option[] => [
  ...(hasPages(scene)
    ? [{ value: 'phone', label: { key: 'calendarFeed.offer' }, words: 'calendarFeed.words' }]
    : []),
  { value: 'file', label: { key: 'calendar.file' }, words: 'calendar.fileWords' },
];

/** Where nobody reaches us there is the file alone. */
const unlessPages = { to: ['file'], pick: (scene: Scene) => (hasPages(scene) ? null : 'file') };

/** What first words about the phone ask for. */
export const wishOf = ({ input }: Scene): CalendarWish | null =>
  input.kind === 'text' ? calendarWish(input.text) : null;

const linked = (...before: readonly Line[]): Pick<EndStep, 'kind' | 'say' | 'offer'> => ({
  kind: 'end',
  say: [...before, { text: 'calendarFeed.here', vars: () => ({ link: { slot: 'calendarLink' } }) }],
  offer: offers,
});

const sure = (text: string, step: string, yes: string): ChooseStep => ({
  kind: 'choose',
  instead: unlessPages,
  say: [{ text }],
  options: yesNo,
  next: { to: [yes, 'toCalendar'], pick: ({ answers }) => (answers[step] === 'yes' ? yes : 'toCalendar') },
});

export const phoneSteps: Flow['steps'] = {
  phone: {
    ...linked(),
    instead: unlessPages,
    emit: () => [{ type: 'calendar_address_wanted', renew: false }],
  },
  renew: sure('calendarFeed.renewSure', 'renew', 'renewed'),
  renewed: {
    ...linked({ text: 'calendarFeed.renewed' }),
    emit: () => [{ type: 'calendar_address_wanted', renew: true }],
  },
  off: sure('calendarFeed.offSure', 'off', 'ended'),
  ended: {
    kind: 'end',
    say: [{ text: 'calendarFeed.ended' }],
    emit: () => [{ type: 'calendar_address_ended' }],
    offer: [home],
  },
  file: { kind: 'end', say: [calendarFile], offer: [home] },
};
