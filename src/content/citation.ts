/** How law is cited under an answer: names of documents and the words of a clause, from `content/handbook/outline.yaml`. */
import { z } from 'zod';
import type { LegalClause } from '../core/handbook.ts';

export const bilingual = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });

/** Names of legal documents by id, and the words of clauses in both languages, longer ones first. */
export const law = { documents: z.record(z.string(), bilingual), clauses: z.array(bilingual) };

export interface Law {
  readonly documents: Readonly<Record<string, LegalClause['document']>>;
  readonly clauses: readonly z.output<typeof bilingual>[];
}

/** A citation; an id that the outline does not name was refused before. */
export const citationOf = (
  { documents, clauses }: Law,
  { document, clause }: { readonly document: string; readonly clause: string | null },
): LegalClause => ({
  document: documents[document] ?? { vi: document, en: document },
  clause: clause === null ? null : { vi: clause, en: inEnglish(clause, clauses) },
});

/** `Điều 7 khoản 6` as English readers know it: word by word, numbers stay. */
const inEnglish = (clause: string, words: Law['clauses']): string =>
  words.reduce((text, { vi, en }) => text.replaceAll(vi, en), clause);
