/**
 * Pure: what the handbook holds and what it can be asked: documents of several kinds under one roof (sections, terms of
 * the glossary, later criteria and calendar), found by everyday words. Answers are quotes; nothing is composed.
 */
import type { Day, Language } from './model.ts';

/** How well a document's facts are known (domain reference, confidence tags). */
export const confidences = ['verified', 'single_source', 'derived', 'general'] as const;
export type Confidence = (typeof confidences)[number];

/** What a document says in one language. */
export interface Wording {
  readonly title: string;
  /** Each fits one message. */
  readonly pages: readonly string[];
  /** Everyday words people use for it. */
  readonly keywords: readonly string[];
  /** Ways people ask for it. */
  readonly questions: readonly string[];
}

export interface LegalClause {
  /** Short name of the document, e.g. `QĐ 26/2026/QĐ-TTg`. */
  readonly document: Readonly<Record<Language, string>>;
  /** Article and clause as the document numbers them, in Vietnamese: `Điều 7 khoản 6`; `null` for the whole of it. */
  readonly clause: Readonly<Record<Language, string>> | null;
}

/** Anything an answer may be quoted from. */
export interface HandbookDocument {
  /** Kind of document: `section`, `term`, `criteria` … Kinds are told apart only for lists and weights. */
  readonly kind: string;
  /** Unique among all documents; stands in buttons (`handbook:section:ID`), so it is short. */
  readonly id: string;
  readonly wording: Readonly<Record<Language, Wording>>;
  readonly legal: readonly LegalClause[];
  /** Where the facts come from when no article does. */
  readonly source: string;
  readonly confidence: Confidence;
  /** The heading it is listed under; documents without one are only found by asking. */
  readonly topic?: string;
  /** Reference its button carries when another flow shows it better. */
  readonly opens?: string;
  /** The days on which it may be quoted; a lapsed one is retired, not a fault. */
  readonly from: Day | null;
  readonly to: Day | null;
}

/** A heading of the table of contents. */
export interface Topic {
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
}

export interface Hit {
  readonly document: HandbookDocument;
  /** 0–1: how much of the question the document speaks of. */
  readonly score: number;
}

/** What became of a question. */
export type Reply =
  /** Best first, three at most. `sure`: so near that it may interrupt a form. */
  | {
      readonly kind: 'found';
      readonly language: Language;
      readonly hits: readonly Hit[];
      readonly sure: boolean;
    }
  /** Below the line: nothing is quoted; `hits` are only the nearest. */
  | { readonly kind: 'unknown'; readonly language: Language; readonly hits: readonly Hit[] }
  /** About another programme or authority. */
  | { readonly kind: 'elsewhere'; readonly language: Language; readonly hits: readonly Hit[] }
  | { readonly kind: 'rude' | 'too_long'; readonly language: Language; readonly hits: readonly Hit[] };

/** The day decides what is in force, the person's language what is preferred. */
export interface Asking {
  readonly language: Language;
  readonly today: Day;
}

export interface Handbook {
  readonly topics: readonly Topic[];
  document(id: string, today: Day): HandbookDocument | undefined;
  /** Documents listed under a topic, in the order of the table of contents. */
  listed(topic: string, today: Day): readonly HandbookDocument[];
  /** Prepares a little more of what questions are answered from (about 1 ms); false when nothing is left to prepare. */
  readOn(): boolean;
  /** Finds what answers a typed question; the answer's language is the question's. Waits for what is not yet prepared. */
  ask(question: string, asking: Asking): Reply;
  /** Whether a text is worded as a question at all. */
  isQuestion(text: string): boolean;
}

/** Whether a document may be quoted on a day. */
export const isInForce = ({ from, to }: Pick<HandbookDocument, 'from' | 'to'>, today: Day): boolean =>
  (from === null || from <= today) && (to === null || today <= to);
