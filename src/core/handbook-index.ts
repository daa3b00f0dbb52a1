/** Pure: the handbook as one thing to ask: both languages, slips repaired, and a line below which it says "I do not know". */
import {
  type Asking,
  type Handbook,
  type HandbookDocument,
  type Hit,
  isInForce,
  type Reply,
  type Topic,
} from './handbook.ts';
import { createHearing, type Heard } from './handbook-hearing.ts';
import { type Day, type Language, languages } from './model.ts';
import { createRetriever, type Retriever } from './retrieval.ts';
import { createRepair, type Repair } from './retrieval-repair.ts';
import type { Speech } from './retrieval-term.ts';
import { countWords, fold, hasMarks } from './vietnamese.ts';

export interface HandbookData {
  readonly documents: readonly HandbookDocument[];
  readonly topics: readonly Topic[];
  readonly speech: Readonly<Record<Language, Speech>>;
}

/** Below it nothing is quoted; above the second it may interrupt a form. Measured on the development questions. */
export const lines = { quoted: 0.62, sure: 0.68 } as const;
/** A question longer than this is asked to be put shortly. */
const charactersAtMost = 600;
/** Of what is searched; the point of a question is near its beginning. */
const wordsAtMost = 60;
const hitsAtMost = 3;
/** A question of so many words may be a story, whose parts are looked at by themselves. */
const storyFrom = 14;
/** Fewer words than this are no part that asks. */
const partFrom = 5;
/** Each part costs as much as a question. */
const partsAtMost = 4;
/** A whole section answers more than the meaning of a word in it. */
const lessThanSection = 0.85;
/** Fewer words than this beside an insult are no question. */
const wordsBesideInsult = 4;

interface Tongue {
  readonly language: Language;
  readonly documents: readonly HandbookDocument[];
  readonly retriever: Retriever;
  readonly repair: Repair;
}

interface Found {
  readonly language: Language;
  readonly hits: readonly Hit[];
}

/** Builds the handbook from what was loaded. */
export function createHandbook({ documents, topics, speech }: HandbookData): Handbook {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const hear = createHearing(speech);
  const { readOn, tongues } = reading(documents, speech);
  const askWhole = (question: string, { language, today }: Asking): Reply => {
    if (question.length > charactersAtMost) return { kind: 'too_long', language, hits: [] };
    const heard = hear(question);
    const marked = hasMarks(question);
    const found = tongues()
      .filter((tongue) => tongue.language === 'vi' || !marked)
      .map((tongue) => search(heard, tongue, today))
      .sort(
        (a, b) => topOf(b) - topOf(a) || Number(b.language === language) - Number(a.language === language),
      );
    return judge(found[0] ?? { language, hits: [] }, heard);
  };
  const ask = (question: string, asking: Asking): Reply => {
    const reply = askWhole(question, asking);
    return reply.kind === 'unknown' ? inPart(question, reply, (part) => askWhole(part, asking)) : reply;
  };
  return {
    topics,
    document(id, today) {
      const document = byId.get(id);
      return document !== undefined && isInForce(document, today) ? document : undefined;
    },
    listed: (topic, today) =>
      documents.filter((document) => document.topic === topic && isInForce(document, today)),
    readOn,
    ask: onceEach(ask),
    isQuestion: (text) => text.length <= charactersAtMost && hear(text).asks,
  };
}

/** A question told as a story: a part of it that by itself finds what the whole is nearest to is what was asked. */
function inPart(question: string, whole: Reply, ask: (part: string) => Reply): Reply {
  const nearest = whole.hits[0]?.document;
  if (nearest === undefined || countWords(question) < storyFrom) return whole;
  for (const part of partsOf(question)) {
    const reply = ask(part);
    if (reply.kind === 'found' && reply.hits[0]?.document === nearest) return { ...reply, sure: false };
  }
  return whole;
}

/** The clauses of a text, and from each on to the end, the last ones first: the point stands near the end. */
function partsOf(text: string): readonly string[] {
  const clauses = text.split(/[,;.:?!\n]+\s*|\s[-–]\s/u).filter((clause) => clause.trim() !== '');
  const parts = clauses.flatMap((clause, at) =>
    at === 0 ? [clause] : [clause, clauses.slice(at).join(', ')],
  );
  const asking = [...new Set(parts)].filter((part) => countWords(part) >= partFrom);
  return asking.reverse().slice(0, partsAtMost);
}

/** The best documents of one language by the reading that finds most. */
function search({ readings }: Heard, { documents, retriever, repair, language }: Tongue, today: Day): Found {
  const found = readings.map((tokens) =>
    retriever.search(repair(tokens.slice(0, wordsAtMost)), hitsAtMost * 2),
  );
  const hits = best(found).flatMap(({ at, score }) => {
    const document = documents[at];
    return document === undefined || !isInForce(document, today)
      ? []
      : [{ document, score: score * (document.kind === 'section' ? 1 : lessThanSection) }];
  });
  return { language, hits: hits.sort((a, b) => b.score - a.score).slice(0, hitsAtMost) };
}

/** One turn asks the same question several times over: to route it, to say it, to offer more. */
function onceEach(ask: Handbook['ask']): Handbook['ask'] {
  let last: { readonly key: string; readonly reply: Reply } | null = null;
  return (question, asking) => {
    const key = `${asking.language} ${asking.today} ${question}`;
    if (last?.key !== key) last = { key, reply: ask(question, asking) };
    return last.reply;
  };
}

const topOf = ({ hits }: Found): number => hits[0]?.score ?? 0;

function judge({ language, hits }: Found, heard: Heard): Reply {
  const score = topOf({ language, hits });
  const words = Math.max(...heard.readings.map((tokens) => tokens.length));
  if (heard.rude && (score < lines.sure || words < wordsBesideInsult))
    return { kind: 'rude', language, hits };
  const document = hits[0]?.document;
  const foreign = heard.elsewhere.filter(
    (phrase) => document === undefined || !says(document, language, phrase),
  );
  if (foreign.length > 0) return { kind: 'elsewhere', language, hits };
  return score < lines.quoted
    ? { kind: 'unknown', language, hits }
    : { kind: 'found', language, hits, sure: score >= lines.sure };
}

/** Whether a document speaks of a phrase itself, so that a matter of another office is here one of ours. */
function says({ wording }: HandbookDocument, language: Language, phrase: string): boolean {
  const { title, pages, keywords, questions } = wording[language];
  return ` ${fold([title, ...keywords, ...questions, ...pages].join(' '))} `.includes(` ${phrase} `);
}

const best = <T extends { readonly score: number }>(found: readonly (readonly T[])[]): readonly T[] =>
  found.reduce((a, b) => ((b[0]?.score ?? 0) > (a[0]?.score ?? 0) ? b : a), []);

/** Reads everything in, a little at a time; whoever asks before the end waits for the rest. */
function reading(documents: readonly HandbookDocument[], speech: HandbookData['speech']) {
  const steps = tonguesOf(documents, speech);
  let read: readonly Tongue[] | null = null;
  const readOn = (): boolean => {
    if (read !== null) return false;
    const step = steps.next();
    if (step.done) read = step.value;
    return !step.done;
  };
  const tongues = (): readonly Tongue[] => {
    while (readOn());
    return read ?? [];
  };
  return { readOn, tongues };
}

function* tonguesOf(
  documents: readonly HandbookDocument[],
  speech: HandbookData['speech'],
): Generator<void, readonly Tongue[]> {
  const tongues: Tongue[] = [];
  for (const language of languages) {
    const wordings = documents.map(({ wording }) => wording[language]);
    const retriever = yield* createRetriever(wordings, speech[language]);
    tongues.push({ language, documents, retriever, repair: createRepair(retriever.index) });
  }
  return tongues;
}
