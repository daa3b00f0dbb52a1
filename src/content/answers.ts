/** Loads all that questions are answered from: the handbook, the glossary and how people speak; further kinds join here. */
import { join } from 'node:path';
import type { CriteriaBook } from '../core/criteria-set.ts';
import type { HandbookData } from '../core/handbook-index.ts';
import { sheetDocuments } from './criteria-documents.ts';
import { loadGlossary } from './glossary.ts';
import { type LoadedHandbook, loadHandbook } from './handbook.ts';
import { loadSpeech } from './speech.ts';

/** Loads everything under `content` that may be quoted. @throws ConfigError naming file and line of every fault */
export function loadAnswers(
  content: string,
  criteria?: CriteriaBook,
): HandbookData & Pick<LoadedHandbook, 'retired'> {
  const { sections, topics, law, sheets, retired } = loadHandbook(join(content, 'handbook'));
  const terms = loadGlossary(join(content, 'glossary.yaml'), law);
  return {
    documents: [
      ...sections,
      ...terms,
      ...(criteria === undefined ? [] : sheetDocuments(criteria, sheets, law)),
    ],
    topics,
    retired,
    speech: loadSpeech(join(content, 'synonyms.yaml')),
  };
}
