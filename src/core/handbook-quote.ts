/** Pure: what of a document is shown: its opening sentences as an answer, the law behind it. Quotes only, nothing is worded here. */
import type { HandbookDocument } from './handbook.ts';
import type { Language } from './model.ts';

export interface Quote {
  readonly title: string;
  readonly text: string;
  /** The document says more than this. */
  readonly more: boolean;
}

/** An answer is read on a small screen; what follows is a button away. */
const quotedAtMost = 420;
/** A paragraph that only names the law is shorter than this; the law is said below every answer anyway. */
const citationAtMost = 100;
/** Stands for the rest of a list that is cut off, so that nobody takes what is shown for all of it. */
const restOfList = '- …';
/** Clauses named under an answer. */
const clausesAtMost = 2;

/** Quotes the beginning of a document: whole paragraphs as far as they fit, at least one sentence. */
export function quoteOf(document: HandbookDocument, language: Language): Quote {
  const { title, pages } = document.wording[language];
  const paragraphs = pages.map((page) => paragraphsOf(page, document));
  const first = paragraphs[0] ?? [];
  const kept: string[] = [];
  for (const paragraph of first) {
    if ([...kept, paragraph].join('\n\n').length > quotedAtMost) break;
    kept.push(paragraph);
  }
  const text = kept.length > 0 ? kept.join('\n\n') : sentencesOf(first[0] ?? '');
  const cut = text.endsWith(';') ? `${text}\n${restOfList}` : text;
  return { title, text: cut, more: paragraphs.length > 1 || kept.length < first.length };
}

const paragraphsOf = (page: string, document: HandbookDocument): readonly string[] =>
  page
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '' && !isCitation(paragraph, document));

/** Law numbers are written alike in both languages: `26/2026/QĐ-TTg`. */
const isCitation = (paragraph: string, { legal }: HandbookDocument): boolean =>
  paragraph.length < citationAtMost &&
  /^(Theo|See)\s/.test(paragraph) &&
  legal.some(({ document }) => paragraph.includes(document.vi.split(' ').at(-1) ?? document.vi));

function sentencesOf(paragraph: string): string {
  const sentences = paragraph.match(/[^.!?…]+(?:[.!?…]+(?=\s|$)|$)|[.!?…]+/g) ?? [paragraph];
  let text = sentences[0] ?? '';
  for (const sentence of sentences.slice(1)) {
    if (text.length + sentence.length > quotedAtMost) break;
    text += sentence;
  }
  return text.trim();
}

/** The articles a document rests on, as they are cited, the first ones only. */
export function citationsOf(document: HandbookDocument, language: Language): readonly string[] {
  const cited = document.legal.map(({ document: name, clause }) =>
    clause === null ? name[language] : `${clause[language]}, ${name[language]}`,
  );
  return [...new Set(cited)].slice(0, clausesAtMost);
}
