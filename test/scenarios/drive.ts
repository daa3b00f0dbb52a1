/** Plays a scenario on the pure engine and writes its transcript. The session goes through text between turns. */
import type { Event, SaidLine } from '../../src/core/event.ts';
import type { Bubble, Input, MediaProblem } from '../../src/core/message.ts';
import type { Language, MediaId, OfficerRole, UnitCode } from '../../src/core/model.ts';
import type { TurnContext } from '../../src/flow/context.ts';
import type { Flow } from '../../src/flow/define.ts';
import { advance } from '../../src/flow/engine.ts';
import { parseReference } from '../../src/flow/reference.ts';
import { type Move, plannedLookup, route, targetFlow } from '../../src/flow/route.ts';
import { renderLines } from '../../src/service/render.ts';
import { type Deed, parseScenario, writeBubble, writeEvent } from '../../src/talk/scenario.ts';
import { sent } from '../../src/talk/sending.ts';
import { receive, setAudience, setRows } from './toy-announcements.ts';
import { closePages } from './toy-calendar.ts';
import { addCertificate, ownCertificate } from './toy-certificates.ts';
import { tellAll } from './toy-class-office.ts';
import { rated } from './toy-class-papers.ts';
import { book, strict } from './toy-library.ts';
import { unreached } from './toy-owner-calls.ts';
import { keepNotice, keepWords, wasSent } from './toy-received.ts';
import { fill, openClass } from './toy-seats.ts';
import {
  apply,
  createTown,
  find,
  type Person,
  personOf,
  sessionOf,
  snapshotOf,
  type Town,
  worldOf,
} from './toy-world.ts';

/** As a channel with buttons shows it. */
const limits = { text: 4096, buttons: 100 };
/** Flows one turn may pass through. */
const handOversAtMost = 6;
/** Events that are the engine's own business, not facts about the world. */
const silent: readonly string[] = ['said', 'flow_handed_over', 'conversation_ended'];

interface Player {
  readonly town: Town;
  person: Person;
  turns: number;
  photos: number;
  flows: Readonly<Record<string, Flow>>;
  /** Bubbles each person saw, newest last, to find buttons. */
  readonly seen: Map<string, Bubble[]>;
  readonly out: string[];
}

/** Plays a scenario file and gives it back with what the bot answers now. */
export function play(text: string): string {
  const player: Player = {
    town: createTown(),
    person: personOf(createTown(), 'producer'),
    turns: 0,
    photos: 0,
    flows: book.flows,
    seen: new Map(),
    out: [],
  };
  player.person = personOf(player.town, 'producer');
  for (const { deed, source } of parseScenario(text)) {
    if (deed.kind !== 'comment' && player.out.length > 0) player.out.push('');
    player.out.push(source);
    perform(player, deed);
  }
  return `${player.out.join('\n')}\n`;
}

function perform(player: Player, deed: Deed): void {
  if (deed.kind === 'wait') player.town.now += deed.ms;
  if (deed.kind === 'direct') direct(player, deed.word, deed.args);
  const input = inputOf(player, deed);
  if (input === null) return;
  player.town.now += 60_000;
  player.turns += 1;
  take(player, input);
}

const directions: Readonly<Record<string, (player: Player, args: readonly string[]) => void>> = {
  as: (player, [name = 'producer']) => {
    player.person = personOf(player.town, name);
  },
  /** Consent and profile given before: `@known Nguyễn-Thị-Hoa 05512`. */
  known: ({ person }, [name = 'Nguyễn-Thị-Mẫu', unit = '05503', language = 'vi']) => {
    person.contact = {
      ...person.contact,
      language: language as Language,
      name: name.replaceAll('-', ' '),
      phone: '+84912345678',
      unit: unit as UnitCode,
      consents: { service: true, reminders: true, announcements: true, promotions: false },
    };
  },
  /** A class or event with what the file says of it: `@class LH1008 seats=2`. */
  class: ({ town }, args) => openClass(town, args),
  filled: ({ town }, args) => fill(town, args),
  rated: ({ town }, args) => rated(town, args),
  /** What people are told because of others, read over their shoulders. */
  told: ({ town, seen, out }) => {
    for (const { to, bubbles } of tellAll(town, strict)) {
      for (const bubble of bubbles)
        out.push(...writeBubble({ ...bubble, text: `→ ${to.contact.name}: ${bubble.text}` }));
      seen.set(to.name, [...(seen.get(to.name) ?? []), ...bubbles]);
      keepNotice(to, bubbles, town.now);
    }
  },
  audience: ({ town }, args) => setAudience(town, args),
  sending: ({ town }, args) => setRows(town, args),
  got: ({ town, person }, args) => {
    receive(town, person, args);
    keepWords(town, person, args);
  },
  wasSent: ({ person }, args) => wasSent(person, args),
  fourEyes: ({ town }, units) => {
    town.board.approval = units.length === 0 ? 'always' : (units as UnitCode[]);
  },
  /** No PUBLIC_URL: nobody reaches us over the web. */
  noPages: ({ town }) => closePages(town),
  certificate: ({ town }, args) => addCertificate(town.registry, args),
  unreached: ({ town }, args) => unreached(town, args),
  owns: ({ town, person }, args) => ownCertificate(town, person.contact.id, args),
  officer: ({ person }, [role = 'commune', ...units]) => {
    person.officer = { role: role as OfficerRole, units: units as UnitCode[] };
  },
  invite: ({ town }, [code = '', role = 'commune', ...units]) => {
    town.invitations.set(code, {
      role: role as OfficerRole,
      units: units as UnitCode[],
      expiresAt: town.now + 14 * 86_400_000,
      used: false,
    });
  },
  /** The flow's questions were changed by a new release. */
  changed: (player, [name = '']) => {
    const flow = player.flows[name];
    if (flow !== undefined)
      player.flows = { ...player.flows, [name]: { ...flow, version: flow.version + 1 } };
  },
};

function direct(player: Player, word: string, args: readonly string[]): void {
  const act = directions[word];
  if (act === undefined) throw new Error(`nobody knows @${word}`);
  act(player, args);
}

const file = (player: Player) => ({ ref: `f${player.photos}` });

const problems: readonly string[] = ['too_large', 'not_an_image', 'unavailable'] satisfies MediaProblem[];

function picture(player: Player, kind: 'photo' | 'document', arg: string): Input {
  player.photos += 1;
  if (problems.includes(arg)) return { kind, file: file(player), problem: arg as MediaProblem };
  const media = `photo-${player.photos}` as MediaId;
  if (/\.(?:xlsx?|csv)$/.test(arg)) return { kind, file: { ...file(player), name: arg }, media };
  return arg === '' ? { kind, file: file(player), media } : { kind, file: file(player), media, caption: arg };
}

function inputOf(player: Player, deed: Deed): Input | null {
  if (deed.kind === 'type') return { kind: 'text', text: deed.text };
  if (deed.kind === 'tap') return { kind: 'button', payload: payloadOf(player, deed.button) };
  if (deed.kind !== 'send') return null;
  return sent(deed.what, deed.arg, {
    file: () => file(player),
    picture: (kind, arg) => picture(player, kind, arg),
  });
}

/** The newest button of that label; a text with a colon may be a payload itself. */
function payloadOf({ seen, person }: Player, button: string): string {
  const shown = (seen.get(person.name) ?? []).flatMap(({ buttons = [] }) => buttons);
  const found = shown.findLast(({ label }) => label === button);
  if (found !== undefined) return found.payload;
  if (/^[a-z-]+(:|$)/.test(button)) return button;
  throw new Error(`${person.name} sees no button "${button}"`);
}

function take(player: Player, input: Input): void {
  const { town, person, out } = player;
  const said: { line: SaidLine; language: Language }[] = [];
  const slots: Record<string, string> = {};
  let language: Language = person.contact.language ?? 'vi';
  let session = sessionOf(person);
  let move: Move | null = null;
  for (let moves = 0; moves < handOversAtMost; moves += 1) {
    const outcome = once(player, input, session, move);
    session = outcome.session;
    for (const event of outcome.events) {
      if (!silent.includes(event.type)) out.push(writeEvent(event));
      Object.assign(slots, apply(event, town, person));
      if (event.type === 'language_chosen') language = event.language;
      if (event.type === 'said') said.push({ line: event.line, language });
    }
    move = outcome.next;
    if (move === null) break;
  }
  person.session = JSON.stringify(session);
  show(player, said, slots);
}

function once(
  { town, person, turns, flows }: Player,
  input: Input,
  session: ReturnType<typeof sessionOf>,
  planned: Move | null,
) {
  const bare: TurnContext = {
    book: { ...book, flows },
    input,
    inboundId: `t:${turns}`,
    world: worldOf(town, person),
  };
  const move = planned ?? route(bare, session);
  const needs = flows[targetFlow(session, move) ?? '']?.needs ?? [];
  const all = snapshotOf(town, person);
  const query = plannedLookup(bare, session, move);
  const loaded = Object.fromEntries(needs.map((need) => [need, all[need]]));
  const found = query === null ? {} : { found: find(town, query, person.contact.id) };
  const outcome = advance({ ...bare, world: { ...bare.world, ...loaded, ...found } }, session, move);
  const handed = outcome.events.find(
    (event): event is Extract<Event, { type: 'flow_handed_over' }> => event.type === 'flow_handed_over',
  );
  const next: Move | null = handed === undefined ? null : { kind: 'start', to: parseReference(handed.to) };
  return { ...outcome, next };
}

function show(
  player: Player,
  said: readonly { line: SaidLine; language: Language }[],
  slots: Record<string, string>,
): void {
  const groups = said.reduce<{ language: Language; lines: SaidLine[] }[]>((all, { line, language }) => {
    const last = all.at(-1);
    if (last?.language === language) last.lines.push(line);
    else all.push({ language, lines: [line] });
    return all;
  }, []);
  const bubbles = groups.flatMap(({ language, lines }) =>
    renderLines(lines, { texts: strict, language, limits, slots, toOfficer: player.person.officer !== null }),
  );
  for (const bubble of bubbles) {
    for (const { payload } of bubble.buttons ?? [])
      if (new TextEncoder().encode(payload).length > 64) throw new Error(`button too long: ${payload}`);
    player.out.push(...writeBubble(bubble));
  }
  player.seen.set(player.person.name, [...(player.seen.get(player.person.name) ?? []), ...bubbles]);
}
