/**
 * Pure: an audience in plain words ("bà con trồng cây ăn quả ở xã Tân Cương, trừ cán bộ") read into filters. What was
 * not understood is named, and the officer confirms the reading before anything is counted.
 */
import type { Audience, AudienceFilter } from './audience.ts';
import { type Interested, type KnowsTopics, readInterests } from './audience-interest.ts';
import {
  fillers,
  groupPhrases,
  otherPhrases,
  type Phrase,
  rolePhrases,
  typePhrases,
  windowPhrases,
} from './audience-phrase.ts';
import { type PlaceContext, readPlaces } from './audience-place.ts';
import { findSpan, type Token, take, tokenize, unused } from './audience-token.ts';
import type { AdminUnit, Day } from './model.ts';
import type { ProductSetIndex } from './product-set.ts';

export interface AudienceContext extends PlaceContext, Partial<KnowsTopics> {
  readonly sets: ProductSetIndex;
  readonly today: Day;
  /** Announcements whose answers may be meant, by what officers call them. */
  readonly announcements?: readonly { readonly id: string; readonly code: string }[];
}

export type AudienceReading =
  | {
      readonly kind: 'read';
      readonly audience: Audience;
      /** Words nobody understood, as they were typed; they narrow nothing. */
      readonly unknown: readonly string[];
    }
  /** Several communes have that name: the province is to be told, or another word. */
  | { readonly kind: 'several'; readonly name: string; readonly units: readonly AdminUnit[] }
  /** A place nobody knows: leaving it out would widen the audience. */
  | { readonly kind: 'unknownPlace'; readonly name: string }
  | { readonly kind: 'nothing' };

interface Reading {
  readonly tokens: readonly Token[];
  readonly filter: AudienceFilter;
  readonly unknown: readonly string[];
}

/** Longest text that is looked at. */
const longest = 500;
const except = /ngoai tru|loai tru|tru ra|tru di|tru|khong gui cho|except|but not/;

/** Reads whom a text means. Never guesses: a tie is `several`, what is left over is `unknown`. */
export function readAudience(text: string, context: AudienceContext): AudienceReading {
  const tokens = tokenize(text.slice(0, longest));
  const cut = findSpan(tokens, except);
  const head = readInterests(cut === null ? tokens : tokens.slice(0, cut.span.start), context);
  const tail = readInterests(cut === null ? [] : tokens.slice(cut.span.end), context);
  const places = readPlaces(withoutTypes(head.tokens), context);
  if (places.several !== null) return { kind: 'several', ...places.several };
  const [stranger] = places.unknown;
  if (stranger !== undefined) return { kind: 'unknownPlace', name: stranger };
  const main = readPeople(
    {
      tokens: places.tokens,
      filter: { ...partOf(head.tokens, places.units), ...head.filter },
      unknown: [],
    },
    context,
  );
  const left = readPeople(excludedPlaces(tail, context), context);
  const excluded = Object.keys(left.filter).length === 0 ? {} : { exclude: [left.filter] };
  const audience: Audience = { ...main.filter, ...excluded };
  if (Object.keys(audience).length === 0) return { kind: 'nothing' };
  return { kind: 'read', audience, unknown: [...main.unknown, ...left.unknown] };
}

/** "Hợp tác xã" holds the word "xã": kinds of producers are taken before places are looked for. */
const withoutTypes = (tokens: readonly Token[]): readonly Token[] =>
  typePhrases.reduce((rest, phrase) => takeAll(rest, phrase).tokens, tokens);

function takeAll(
  tokens: readonly Token[],
  { words }: Pick<Phrase, 'words'>,
): { readonly tokens: readonly Token[]; readonly found: boolean } {
  const first = findSpan(tokens, words);
  return first === null
    ? { tokens, found: false }
    : { tokens: takeAll(take(tokens, first.span), { words }).tokens, found: true };
}

/** Kinds of producers named in the words, and the units found there. */
function partOf(tokens: readonly Token[], units: AudienceFilter['units']): AudienceFilter {
  let rest = tokens;
  const types = typePhrases.flatMap(({ words, part }) => {
    const read = takeAll(rest, { words });
    rest = read.tokens;
    return read.found ? (part.producerTypes ?? []) : [];
  });
  return {
    ...(units === undefined || units.length === 0 ? {} : { units }),
    ...(types.length === 0 ? {} : { producerTypes: types }),
  };
}

function excludedPlaces(tail: Interested, context: AudienceContext): Reading {
  const { tokens, units, unknown } = readPlaces(withoutTypes(tail.tokens), context);
  return { tokens, filter: { ...partOf(tail.tokens, units), ...tail.filter }, unknown };
}

type Reader = (reading: Reading, context: AudienceContext) => Reading;

const readers: readonly Reader[] = [
  readAnswers,
  readOfferings,
  readStars,
  readWindow,
  readPhrases,
  readGroups,
  readProducts,
];

const readPeople: Reader = (reading, context) =>
  readers.reduce((read, reader) => reader(read, context), reading);

const adding = (
  { tokens, filter, unknown }: Reading,
  part: AudienceFilter,
  taken?: readonly Token[],
): Reading => ({
  tokens: taken ?? tokens,
  filter: { ...filter, ...part },
  unknown,
});

/** "Người tham gia TB-0012", "ai không tham gia TB-0012": by their answer to an announcement. */
function readAnswers(reading: Reading, { announcements = [] }: AudienceContext): Reading {
  const found = findSpan(
    reading.tokens,
    /(?:da )?(?:tra loi |dang ky )?(khong )?(?:tham gia|di)(?: theo)?(?: thong bao)? tb ?0*(\d{1,9})/,
  );
  const no = Number(found?.groups[1] ?? 0);
  const meant = announcements.find(({ code }) => Number(code.replaceAll(/\D/gu, '')) === no);
  if (found === null || meant === undefined) return reading;
  const answer = found.groups[0] === undefined ? 'yes' : 'no';
  return adding(reading, { answered: { announcement: meant.id, answer } }, take(reading.tokens, found.span));
}

/** Codes of classes and events ("lớp LH1008", "SK1016"). */
function readOfferings(reading: Reading): Reading {
  const found = findSpan(reading.tokens, /(lh|sk) ?(\d{3,8})/);
  if (found === null) return reading;
  const [prefix = '', digits = ''] = found.groups;
  const code = `${prefix.toUpperCase()}${digits}`;
  const field = prefix === 'lh' ? 'classes' : 'events';
  const codes = [...(reading.filter[field] ?? []), code];
  return readOfferings(adding(reading, { [field]: codes }, take(reading.tokens, found.span)));
}

const starOf = (word: string): number => ({ ba: 3, bon: 4, nam: 5 })[word] ?? Number(word);
const starWord = '(?:[3-5]|ba|bon|nam)';
const fromStar = new RegExp(
  `tu (${starWord}) (?:sao|stars?)(?: tro len)?|(${starWord}) (?:sao|stars?) tro len`,
);
const starRange = new RegExp(`(${starWord}) (?:den|toi|to) (${starWord}) (?:sao|stars?)`);
const starList = new RegExp(`(${starWord}(?: (?:sao )?(?:, |va |hoac |and )?${starWord})*) (?:sao|stars?)`);

/** `3 sao`, `3, 4 và 5 sao`, `từ 4 sao trở lên`. */
function readStars(reading: Reading): Reading {
  const { tokens } = reading;
  const from = findSpan(tokens, fromStar);
  const range = from === null ? findSpan(tokens, starRange) : null;
  const list = from === null && range === null ? findSpan(tokens, starList) : null;
  const found = from ?? range ?? list;
  if (found === null) return reading;
  const [first = '', last = ''] = from === null ? found.groups : [from.groups[0] ?? from.groups[1]];
  const stars =
    list === null
      ? [3, 4, 5].filter((star) => star >= starOf(first) && star <= (last === '' ? 5 : starOf(last)))
      : first
          .split(' ')
          .map(starOf)
          .filter((star) => star >= 3);
  return adding(reading, { stars: [...new Set(stars)] }, take(tokens, found.span));
}

function readWindow(reading: Reading, { today }: AudienceContext): Reading {
  for (const { words, window } of windowPhrases) {
    const found = findSpan(reading.tokens, words);
    const ends = found === null ? null : window(found.groups, today);
    if (found !== null && ends !== null)
      return adding(reading, { certificateEnds: ends }, take(reading.tokens, found.span));
  }
  return reading;
}

/** Roles (the first that is named), channels and languages. */
function readPhrases(reading: Reading): Reading {
  const role = rolePhrases.find(({ words }) => findSpan(reading.tokens, words) !== null);
  const rest = rolePhrases.reduce((tokens, phrase) => takeAll(tokens, phrase).tokens, reading.tokens);
  return otherPhrases.reduce(
    (read, { words, part }) => {
      const { tokens, found } = takeAll(read.tokens, { words });
      return found ? adding(read, part, tokens) : read;
    },
    adding(reading, role?.part ?? {}, rest),
  );
}

/** "Nhóm đồ uống": all sets of a group. */
function readGroups(reading: Reading, { sets }: AudienceContext): Reading {
  for (const { words, group } of groupPhrases) {
    const found = findSpan(
      reading.tokens,
      new RegExp(`(?:nhom|nganh)(?: hang| san pham)? (?:${words.source})`),
    );
    if (found === null) continue;
    const ids = [...new Set([...(reading.filter.productSets ?? []), ...sets.inGroup(group)])];
    return adding(reading, { productSets: ids }, take(reading.tokens, found.span));
  }
  return reading;
}

/** A set with less than this share of the best one's score is not meant. */
const alsoMeant = 0.6;

/** What is left names products, or is not understood. */
function readProducts(reading: Reading, { sets }: AudienceContext): Reading {
  const rest = unused(reading.tokens).filter(({ key }) => key !== ',');
  const proposals = sets.propose(rest.map(({ typed }) => typed).join(' '), 3);
  const best = proposals[0]?.score ?? 0;
  const meant = proposals.filter(({ score }) => score >= best * alsoMeant);
  const because = new Set(
    meant.flatMap(({ because }) => because).flatMap((words) => tokenize(words).map(({ key }) => key)),
  );
  const unknown = rest.filter(({ key }) => !because.has(key) && !fillers.has(key)).map(({ typed }) => typed);
  const ids = [...new Set([...(reading.filter.productSets ?? []), ...meant.map(({ id }) => id)])];
  return {
    tokens: [],
    filter: { ...reading.filter, ...(ids.length === 0 ? {} : { productSets: ids }) },
    unknown: [...reading.unknown, ...(unknown.length === 0 ? [] : [unknown.join(' ')])],
  };
}
