/** The made-up people of the page: prepared ones with a story, and those added while trying. */
import type { Language } from '../../core/model.ts';
import type { ChatBook } from '../telegram/chat-book.ts';
import type { WireUser } from '../telegram/wire.ts';
import { readWords, word } from './words.ts';

export interface PreparedPerson {
  /** Telegram user id; keep it inside the range of simulated people. */
  readonly id: number;
  readonly name: Readonly<Record<Language, string>>;
  readonly note: Readonly<Record<Language, string>>;
  /** Argument of the link the person was sent (`t.me/bot?start=…`): 1–64 of `A-Z a-z 0-9 _ -`. */
  readonly startArg?: string;
}

export interface PersonCard {
  readonly id: number;
  readonly name: string;
  readonly note: string;
  readonly startArg: string | null;
}

const firstId = 700_000_001;
const firstAddedId = 700_001_001;
const lastId = 700_999_999;

const words = { vi: readWords('vi'), en: readWords('en') };
const both = (key: string) => ({ vi: word(words.vi, key), en: word(words.en, key) });

/** Made-up numbers only: 0900 0 and the end of the person's id, so that no two people share one. */
export const madeUpPhone = (id: number): string => `849000${String(id % 100_000).padStart(5, '0')}`;

/** A farmer, a second farmer and, with an invitation's argument, an officer who taps its link first. */
export function preparedPeople(officerStartArg?: string): readonly PreparedPerson[] {
  const farmers = ['hoa', 'son'].map((who, at) => ({
    id: firstId + at,
    name: both(`${who}Name`),
    note: both(`${who}Note`),
  }));
  const officer = { id: firstId + 2, name: both('officerName'), note: both('officerNote') };
  return [...farmers, officerStartArg === undefined ? officer : { ...officer, startArg: officerStartArg }];
}

/** For the stand-in's `adopt`: people of an earlier run, whom the bot knows but this stand-in does not yet. */
export function adoptSimulated(id: number): { id: number; name: string } | null {
  if (id < firstId || id > lastId) return null;
  const prepared = preparedPeople().find((person) => person.id === id);
  return { id, name: prepared?.name.vi ?? word(words.vi, 'person', { n: id - firstAddedId + 1 }) };
}

/** Everybody on the page: the prepared first, then whoever else has a chat. */
export function roster(
  prepared: readonly PreparedPerson[],
  chats: Pick<ChatBook, 'all'>,
  language: Language,
): readonly PersonCard[] {
  const known = new Set(prepared.map(({ id }) => id));
  const others = [...chats.all()].filter(({ user }) => !known.has(user.id));
  return [
    ...prepared.map(({ id, name, note, startArg = null }) => ({
      id,
      name: name[language],
      note: note[language],
      startArg,
    })),
    ...others.map(({ user }) => ({ id: user.id, name: user.first_name, note: '', startArg: null })),
  ];
}

/** Makes the chat of a new person; `null` once the range is used up. */
export function addPerson(chats: ChatBook, name: string): WireUser | null {
  const taken = [...chats.all()]
    .map(({ user }) => user.id)
    .filter((id) => id >= firstAddedId && id <= lastId);
  const id = Math.max(firstAddedId - 1, ...taken) + 1;
  if (id > lastId) return null;
  const user: WireUser = { id, is_bot: false, first_name: name, language_code: 'vi' };
  chats.open(user);
  return user;
}
