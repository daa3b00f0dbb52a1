/** Pure: one word made comparable, once with and once without its diacritics; what phrases and questions are compared by. */
import { fold, foldKeepingMarks } from './vietnamese.ts';

export interface Word {
  /** Lower case with diacritics, tone last (see `foldKeepingMarks`). */
  readonly marked: string;
  /** Lower case without diacritics. */
  readonly bare: string;
}

/** `ký` and `kí`, `mỳ` and `mì` are one word: final y after a consonant becomes i. */
export const oneSpelling = (word: string): string => word.replace(/(?<=[bcdghklmnqrstvx])y(?=\p{M}*$)/u, 'i');

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
/** A word with its marks but without its tone. */
export const toneless = (word: string): string => word.replace(tones, '');

/** Few words make up all that is said; each is folded once. Emptied when people have typed very many. */
const words = new Map<string, Word>();
const wordsKept = 20_000;

/** Folds a word of a text, each once. */
export function wordOf(typed: string): Word {
  const known = words.get(typed);
  if (known !== undefined) return known;
  const word = plainLetters.test(typed) ? plainWord(typed) : markedWord(typed);
  if (words.size >= wordsKept) words.clear();
  words.set(typed, word);
  return word;
}

const plainLetters = /^[A-Za-z0-9]+$/;

function plainWord(typed: string): Word {
  const bare = oneSpelling(typed.toLowerCase());
  return { marked: bare, bare };
}

/** Letter by letter: each is folded once, and the tone goes to the end of the word. */
function markedWord(typed: string): Word {
  let bare = '';
  let marked = '';
  let tone = '';
  for (const sign of typed) {
    const letter = letterOf(sign);
    bare += letter.bare;
    marked += letter.marked;
    tone += letter.tone;
  }
  return { marked: oneSpelling(marked + tone), bare: oneSpelling(bare) };
}

interface Letter {
  readonly bare: string;
  /** With its marks, but the tone. */
  readonly marked: string;
  readonly tone: string;
}

/** Vietnamese has 134 letters with marks; others are few, but people type anything. */
const letters = new Map<string, Letter>();
const lettersKept = 1000;

function letterOf(sign: string): Letter {
  const known = letters.get(sign);
  if (known !== undefined) return known;
  const kept = foldKeepingMarks(sign);
  const letter = { bare: fold(sign), marked: toneless(kept), tone: kept.match(tones)?.join('') ?? '' };
  if (letters.size < lettersKept) letters.set(sign, letter);
  return letter;
}
