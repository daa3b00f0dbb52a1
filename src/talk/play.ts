/** Plays scenario deeds on the stage and tells what came of each. */
import type { Bubble, FileRef, Input } from '../core/message.ts';
import type { UnitCode } from '../core/model.ts';
import { makeInvitation, makeKnown, makeOfficer } from './cast.ts';
import { makeCertificate, ownCertificates } from './certificate-cast.ts';
import { fillClass, makeClass } from './class-cast.ts';
import type { Deed } from './scenario.ts';
import { sent } from './sending.ts';
import type { Answered, Stage } from './stage.ts';

export interface Player {
  readonly stage: Stage;
  person: string;
  /** Bubbles each person has seen, newest last, to find buttons. */
  readonly seen: Map<string, Bubble[]>;
  files: number;
  /** Units that have certificates. */
  readonly registries: Set<UnitCode>;
}

export const createPlayer = (stage: Stage): Player => ({
  stage,
  person: 'producer',
  seen: new Map(),
  files: 0,
  registries: new Set(),
});

/** Performs one deed; `null` when it is none that the bot hears of. @throws Error in plain words */
export async function perform(player: Player, deed: Deed): Promise<Answered | null> {
  if (deed.kind === 'wait') return letPass(player, deed.ms);
  if (deed.kind === 'direct') return direct(player, deed.word, deed.args);
  const input = inputOf(player, deed);
  if (input === null) return null;
  const answered = await player.stage.say(player.person, input);
  remember(player, answered.bubbles);
  return answered;
}

/** Lets time pass and shows what reached the person meanwhile. */
async function letPass(player: Player, ms: number): Promise<Answered | null> {
  await player.stage.pass(ms);
  return newsOf(player);
}

function newsOf(player: Player): Answered | null {
  const bubbles = player.stage.channel.taken(player.person);
  remember(player, bubbles);
  return bubbles.length === 0 ? null : { bubbles, turn: undefined };
}

function remember({ seen, person }: Player, bubbles: readonly Bubble[]): void {
  seen.set(person, [...(seen.get(person) ?? []), ...bubbles].slice(-20));
}

type Direction = (player: Player, args: readonly string[]) => Promise<void>;

/** `@` lines. Those that bend the engine itself (a changed flow, an expired code) exist only in the tests' own player. */
const directions: Readonly<Record<string, Direction>> = {
  known: ({ stage, person }, [name, unit, language]) =>
    makeKnown(stage, person, {
      ...(name === undefined ? {} : { name: name.replaceAll('-', ' ') }),
      ...(unit === undefined ? {} : { unit }),
      ...(language === undefined ? {} : { language }),
    }),
  officer: ({ stage, person }, [role = 'commune', ...units]) => makeOfficer(stage, person, role, units),
  certificate: async ({ stage, registries }, args) => {
    registries.add(await makeCertificate(stage, args));
  },
  owns: ({ stage, person, registries: units }, [producer = 'HTX-Mẫu']) =>
    ownCertificates(stage, person, { producer: producer.replaceAll('-', ' '), units }),
  invite: ({ stage }, [code = '', role = 'commune', ...units]) => makeInvitation(stage, code, role, units),
  class: ({ stage }, args) => makeClass(stage, args),
  filled: ({ stage }, args) => fillClass(stage, args),
};

/** Also gives what reached the person meanwhile, when somebody else comes on stage. */
async function direct(player: Player, word: string, args: readonly string[]): Promise<Answered | null> {
  if (word === 'as') {
    player.person = args[0] ?? 'producer';
    return newsOf(player);
  }
  const act = directions[word];
  if (act === undefined)
    throw new Error(`@${word} is known to the tests only (npx vitest run test/scenarios)`);
  await act(player, args);
  return null;
}

const file = (player: Player): FileRef => {
  player.files += 1;
  return { ref: `file-${player.files}` };
};

/** A picture, broken as `arg` says, or with it as the words beneath. */
function picture(player: Player, kind: 'photo' | 'document', arg: string): Input {
  if (arg === 'too_large' || arg === 'not_an_image' || arg === 'unavailable')
    return { kind, file: file(player), problem: arg };
  return { kind, file: file(player), ...(arg === '' ? {} : { caption: arg }) };
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

/** The newest button of that label; a text that looks like a payload may be one. */
function payloadOf({ seen, person }: Player, button: string): string {
  const shown = (seen.get(person) ?? []).flatMap(({ buttons = [] }) => buttons);
  const found = shown.findLast(({ label }) => label === button);
  if (found !== undefined) return found.payload;
  if (/^[a-z-]+(:|$)/.test(button)) return button;
  throw new Error(`${person} sees no button "${button}"`);
}
