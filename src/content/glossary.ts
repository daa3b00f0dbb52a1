/** Loads `content/glossary.yaml`: what the words of the programme mean, as answers of their own. */
import { z } from 'zod';
import { ConfigError } from '../core/error.ts';
import type { HandbookDocument, Wording } from '../core/handbook.ts';
import { citationOf, type Law } from './citation.ts';
import { pageAtMost } from './handbook-file.ts';
import { readYaml } from './yaml-file.ts';

const line = z.string().min(1);
const said = z.strictObject({ term: line, also: z.array(line), says: line.max(pageAtMost) });
const schema = z.strictObject({
  ask: z.strictObject({ vi: z.array(line).min(1), en: z.array(line).min(1) }),
  terms: z.array(
    z.strictObject({
      id: z
        .string()
        .regex(/^term-[a-z-]+$/)
        .max(36),
      legal: z.array(z.strictObject({ document: line, clause: line })).default([]),
      vi: said,
      en: said,
    }),
  ),
});
type File = z.output<typeof schema>;

/**
 * Loads the glossary; `law` names the documents it may cite.
 * @throws ConfigError naming file and line of every fault
 */
export function loadGlossary(path: string, law: Law): readonly HandbookDocument[] {
  const { value, fault } = readYaml(path, schema);
  const faults = value.terms.flatMap(({ id, legal }, at) => [
    ...(value.terms.findIndex((other) => other.id === id) === at
      ? []
      : [fault(['terms', at, 'id'], `${id} is already taken`)]),
    ...legal.flatMap(({ document }) =>
      document in law.documents ? [] : [fault(['terms', at, 'legal'], `no legal document ${document}`)],
    ),
  ]);
  if (faults.length > 0) throw new ConfigError(faults);
  return value.terms.map((term) => documentOf(term, value.ask, law));
}

function documentOf(term: File['terms'][number], ask: File['ask'], law: Law): HandbookDocument {
  return {
    kind: 'term',
    id: term.id,
    wording: { vi: wordingOf(term.vi, ask.vi), en: wordingOf(term.en, ask.en) },
    legal: term.legal.map((cited) => citationOf(law, cited)),
    source: 'ocop.md §2',
    confidence: term.legal.length > 0 ? 'single_source' : 'general',
    from: null,
    to: null,
  };
}

const wordingOf = ({ term, also, says }: z.output<typeof said>, ask: readonly string[]): Wording => ({
  title: term,
  pages: [says],
  keywords: also,
  questions: ask.map((form) => form.replace('{}', term.toLowerCase())),
});
