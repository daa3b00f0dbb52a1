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
import type { Language } from './model.ts';
import { languages } from './model.ts';
import { createPhraseFinder, parsePhrase, type Token, tokenReadings } from './phrase.ts';
import { createRetriever, type Retriever } from './retrieval.ts';
import { createRepair, type Repair } from './retrieval-repair.ts';
import { type Speech, spellOut, wordsOf } from './retrieval-term.ts';
import { hasMarks } from './vietnamese.ts';

export interface HandbookData {
  readonly documents: readonly HandbookDocument[];
  readonly topics: readonly Topic[];
  readonly speech: Readonly<Record<Language, Speech>>;
}

/** Below it nothing is quoted; above the second it may interrupt a form. Measured on the development questions. */
export const lines = { quoted: 0.4, sure: 0.5 } as const;
/** A question longer than this is asked to be put shortly. */
const charactersAtMost = 600;
/** Of what is searched; the point of a question is near its beginning. */
const wordsAtMost = 60;
const hitsAtMost = 3;

interface Tongue {
  readonly retriever: Retriever;
  readonly repair: Repair;
  /** Phrases that make a question, insult, or belong elsewhere. */
  readonly mood: (tokens: readonly Token[]) => ReadonlySet<Mood>;
}
type Mood = 'asking' | 'rude' | 'elsewhere';

/** Builds the handbook from what was loaded. */
export function createHandbook({ documents, topics, speech }: HandbookData): Handbook {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const tongues = new Map(languages.map((language) => [language, tongueOf(documents, speech, language)]));
  const search = (question: string, today: Asking['today'], language: Language): readonly Hit[] => {
    const { retriever, repair } = tongues.get(language) ?? tongueOf(documents, speech, language);
    const found = tokenReadings(spellOut(question)).map((tokens) =>
      retriever.search(repair(tokens.slice(0, wordsAtMost)), hitsAtMost * 2),
    );
    return best(found).flatMap(({ at, score }) => {
      const document = documents[at];
      return document === undefined || !isInForce(document, today) ? [] : [{ document, score }];
    });
  };
  const moods = (text: string): ReadonlySet<Mood> =>
    new Set([...tongues.values()].flatMap(({ mood }) => [...mood(wordsOf(text))]));
  return {
    topics,
    document(id, today) {
      const document = byId.get(id);
      return document !== undefined && isInForce(document, today) ? document : undefined;
    },
    listed: (topic, today) =>
      documents.filter((document) => document.topic === topic && isInForce(document, today)),
    ask(question, { language, today }) {
      if (question.length > charactersAtMost) return { kind: 'too_long', language, hits: [] };
      const asked = [language, ...languages.filter((other) => other !== language)].filter(
        (one) => one === 'vi' || !hasMarks(question),
      );
      const [first, ...rest] = asked.map((one) => ({ language: one, hits: search(question, today, one) }));
      const top = (one: { readonly hits: readonly Hit[] } | undefined) => one?.hits[0]?.score ?? 0;
      const won = rest.reduce((a, b) => (top(b) > top(a) ? b : a), first ?? { language, hits: [] });
      return judge(won, moods(question));
    },
    isQuestion: (text) => /[?？]\s*$/u.test(text) || moods(text).has('asking'),
  };
}

function judge(
  { language, hits }: { readonly language: Language; readonly hits: readonly Hit[] },
  mood: ReadonlySet<Mood>,
): Reply {
  const score = hits[0]?.score ?? 0;
  const near = hits.slice(0, hitsAtMost);
  if (mood.has('rude') && score < lines.sure) return { kind: 'rude', language, hits: near };
  if (mood.has('elsewhere') && score < lines.sure) return { kind: 'elsewhere', language, hits: near };
  return score < lines.quoted
    ? { kind: 'unknown', language, hits: near }
    : { kind: 'found', language, hits: near, sure: score >= lines.sure };
}

const best = <T extends { readonly score: number }>(found: readonly (readonly T[])[]): readonly T[] =>
  found.reduce((a, b) => ((b[0]?.score ?? 0) > (a[0]?.score ?? 0) ? b : a));

function tongueOf(
  documents: readonly HandbookDocument[],
  speech: HandbookData['speech'],
  language: Language,
): Tongue {
  const words = speech[language];
  const retriever = createRetriever(
    documents.map(({ wording }) => wording[language]),
    words,
  );
  const find = createPhraseFinder<Mood>(
    (['asking', 'rude', 'elsewhere'] as const).flatMap((value) =>
      words[value].map((phrase) => ({ phrase: parsePhrase(phrase), value })),
    ),
  );
  return {
    retriever,
    repair: createRepair(retriever.index),
    mood: (tokens) => new Set(find(tokens).map(({ value }) => value)),
  };
}
