/** Pure: a class or event as people read it: what, when, where, and whether there is room. */

import { dayOf, formatDay, startOf, weekdayOf } from '../../core/calendar.ts';
import {
  isCalendarOnly,
  type Material,
  type Offering,
  offeringCodeIn,
  parseOfferingCode,
  type Session,
} from '../../core/class.ts';
import { mayAttend } from '../../core/class-access.ts';
import { isFiled } from '../../core/class-material.ts';
import type { TextRef, VarValue } from '../../core/event.ts';
import { lunarOf } from '../../core/lunar.ts';
import type { Input } from '../../core/message.ts';
import type { Instant } from '../../core/model.ts';
import type { Option, Scene } from '../define.ts';
import type { OfferingView } from '../needs/seats.ts';
import type { Query } from '../needs.ts';
import { textOf } from './text-answer.ts';

/** The code in the words of a person ("tôi muốn đi lớp LH1008"); `null` for none or several. */
export const namedIn = ({ input }: Pick<Scene, 'input'>): string | null =>
  input.kind === 'text' ? (parseOfferingCode(input.text) ?? offeringCodeIn(input.text)) : null;

/** The code a text or button names, as it is stored. */
export const codeIn = (text: string): string => parseOfferingCode(text) ?? text;

/** Code of the class looked at: picked from a list, else the one the conversation began with, else the only one there is. */
export function codeOf(scene: Scene): string {
  const { answers, arg, world } = scene;
  const [only, ...others] = world.mySeats ?? [];
  const alone = others.length === 0 ? only?.offering.code : undefined;
  return codeIn(textOf(answers, 'list') ?? arg ?? namedIn(scene) ?? alone ?? '');
}

/** The class looked at, as the turn found it. */
export function viewOf(scene: Scene): OfferingView | null {
  const { found, openOfferings = [], mySeats = [] } = scene.world;
  const code = codeOf(scene);
  const known = [...mySeats, ...openOfferings].find(({ offering }) => offering.code === code);
  const asked = found?.kind === 'offering' ? found.view : null;
  return asked?.offering.code === code ? asked : (known ?? null);
}

/** Looks up the class already named, or the one named now. */
export const lookup = (input: Input, scene: Scene): Query | null => {
  const typed = input.kind === 'text' ? parseOfferingCode(input.text) : null;
  const code = typed ?? codeOf(scene);
  return code === '' ? null : { kind: 'offeringByCode', code };
};

const pad = (value: number): string => String(value).padStart(2, '0');
const offsetMs = 7 * 3_600_000;

/** An instant as people say it: `10:00 ngày 21/11/2026`. */
export function shownInstant(at: Instant): TextRef {
  const time = new Date(at + offsetMs);
  return {
    key: 'classes.instant',
    vars: { time: `${pad(time.getUTCHours())}:${pad(time.getUTCMinutes())}`, day: { day: dayOf(at) } },
  };
}

/** The end of a day is said by its day: "hết ngày 26/11/2026", not the midnight after. */
export const shownEnd = (at: Instant): TextRef =>
  startOf(dayOf(at)) === at
    ? { key: 'classes.endOf', vars: { day: { day: dayOf(at - 1) } } }
    : shownInstant(at);

const weekday = (session: Session): TextRef => ({ key: `classes.weekday.${weekdayOf(session.day)}` });

/** Fairs and festivals are thought of by the moon as well. */
function dayShown(session: Session, isClass: boolean): VarValue {
  const day = formatDay(session.day);
  if (isClass) return day;
  const { day: lunarDay, month, isLeap } = lunarOf(session.day);
  const key = isLeap ? 'classes.lunarLeap' : 'classes.lunar';
  return { key, vars: { day, lunar: `${lunarDay}/${month}` } };
}

const sessionLine = (session: Session, isClass: boolean): TextRef => ({
  key: session.isFieldTrip ? 'classes.fieldTrip' : 'classes.session',
  vars: {
    weekday: weekday(session),
    day: dayShown(session, isClass),
    from: session.from,
    to: session.to,
    venue: session.address === undefined ? session.venue : `${session.venue}, ${session.address}`,
  },
});

const mapOf = ({ latitude, longitude }: Session): readonly TextRef[] =>
  latitude === undefined || longitude === undefined
    ? []
    : [{ key: 'classes.map', vars: { link: `https://www.google.com/maps?q=${latitude},${longitude}` } }];

const joinLink = ({ link }: Session): readonly TextRef[] =>
  link === undefined ? [] : [{ key: 'classes.online', vars: { link } }];

/** A class in a list: its first day, and how it stands with seats. */
export function lineOf(view: OfferingView, now: Instant): TextRef {
  const { offering, mine } = view;
  const [first] = offering.sessions;
  const room = mine === null ? roomNow(view, now) : { key: `classes.mine.${mine.state}` };
  return {
    key: 'classes.line',
    vars: {
      title: offering.title,
      code: offering.code,
      day: first === undefined ? '' : { day: first.day },
      room,
    },
  };
}

function roomOf(free: number, waiting: number): TextRef {
  if (free > 0) return { key: 'classes.room.free', vars: { free } };
  return waiting > 0 ? { key: 'classes.room.waiting', vars: { waiting } } : { key: 'classes.room.full' };
}

function roomNow({ offering, rules, free, waiting }: OfferingView, now: Instant): TextRef {
  if (isCalendarOnly(offering.kind)) return { key: 'classes.room.calendar' };
  if (now < rules.opensAt) return { key: 'classes.room.opens', vars: { day: { day: dayOf(rules.opensAt) } } };
  return roomOf(free, waiting);
}

const optional = (key: string, value: VarValue | undefined): readonly TextRef[] =>
  value === undefined || value === '' ? [] : [{ key, vars: { value } }];

const fee = ({ feeVnd }: Offering): TextRef =>
  feeVnd === 0 ? { key: 'classes.free' } : { key: 'classes.fee', vars: { fee: feeVnd } };

const seatLines = ({ offering, rules, free, waiting }: OfferingView): readonly TextRef[] => [
  fee(offering),
  { key: 'classes.field.room', vars: { value: roomOf(free, waiting) } },
  { key: 'classes.field.closes', vars: { value: shownEnd(rules.closesAt) } },
];

export const materialLine = (material: Material): TextRef =>
  isFiled(material)
    ? { key: 'classes.materialFile', vars: { title: material.title } }
    : { key: 'classes.material', vars: { title: material.title, link: material.link } };

/** What whoever comes needs: when and where, who is in charge, what to read. */
export function visitLines({ offering }: OfferingView): readonly TextRef[] {
  return [
    ...offering.sessions.flatMap((session) => [
      sessionLine(session, offering.kind === 'class'),
      ...mapOf(session),
      ...joinLink(session),
    ]),
    ...optional('classes.field.organiser', offering.organiser),
    ...optional('classes.field.platform', offering.platform),
    ...offering.materials.map(materialLine),
  ];
}

/** A button each; of several with one title the code says which is which. */
export function pickedFrom(views: readonly OfferingView[]): readonly Option[] {
  const titles = views.map(({ offering }) => offering.title);
  const isAlone = (title: string) => titles.filter((other) => other === title).length === 1;
  return views.map(({ offering: { code, title } }) => ({
    value: code,
    label: { plain: isAlone(title) ? title : `${title} (${code})` },
  }));
}

/** Everything there is to know before asking for a seat, a line each. */
export function cardLines(view: OfferingView): readonly TextRef[] {
  const { offering } = view;
  return [
    ...optional('classes.field.description', offering.description),
    ...visitLines(view),
    ...optional('classes.field.buyers', offering.buyers),
    ...(isCalendarOnly(offering.kind) ? [] : seatLines(view)),
  ];
}

/** Why this person cannot ask for a seat now; `null` when they can. */
export function joinRefusal({ world }: Scene, view: OfferingView): string | null {
  const { offering, rules, free } = view;
  if (isCalendarOnly(offering.kind)) return 'classes.closed.calendar';
  if (offering.state !== 'open' || rules.isCancelled) return 'classes.closed.cancelled';
  if (world.now >= rules.closesAt) return 'classes.closed.over';
  if (world.now < rules.opensAt) return 'classes.closed.notYet';
  if (free === 0 && !rules.hasWaitingList) return 'classes.closed.full';
  const allowed = world.standing === undefined ? null : mayAttend(offering, world.standing);
  return allowed === null || allowed.ok ? null : allowed.code;
}
