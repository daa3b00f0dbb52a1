/** Loads all that questions are answered from: the handbook, the glossary and how people speak; further kinds join here. */
import { join } from 'node:path';
import type { HandbookData } from '../core/handbook-index.ts';
import { loadGlossary } from './glossary.ts';
import { loadHandbook } from './handbook.ts';
import { loadSpeech } from './speech.ts';

/** Loads everything under `content` that may be quoted. @throws ConfigError naming file and line of every fault */
export function loadAnswers(content: string): HandbookData {
  const { sections, topics, law } = loadHandbook(join(content, 'handbook'));
  const terms = loadGlossary(join(content, 'glossary.yaml'), law);
  return { documents: [...sections, ...terms], topics, speech: loadSpeech(join(content, 'synonyms.yaml')) };
}
