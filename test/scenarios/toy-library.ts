/** What is the same in every scenario, from the content that is really loaded. */
import { loadAnswers } from '../../src/content/answers.ts';
import { loadClassTemplates } from '../../src/content/class-templates.ts';
import { loadClassTopics } from '../../src/content/class-topics.ts';
import { loadCriteria } from '../../src/content/criteria.ts';
import { loadDossier } from '../../src/content/dossier.ts';
import { readIntentModel } from '../../src/content/intent-model.ts';
import { loadIntents } from '../../src/content/intents.ts';
import { loadProductSets } from '../../src/content/product-sets.ts';
import { loadTexts } from '../../src/content/texts.ts';
import { consentTextVersion } from '../../src/core/consent.ts';
import { createHandbook } from '../../src/core/handbook-index.ts';
import { createIntentIndex } from '../../src/core/intent.ts';
import { createIntentModel } from '../../src/core/intent-model.ts';
import { createProductSetIndex } from '../../src/core/product-set.ts';
import { createUnitIndex } from '../../src/core/unit.ts';
import type { Book } from '../../src/flow/define.ts';
import { flows } from '../../src/flow/flows.ts';
import { understandingOf } from '../../src/flow/understanding.ts';
import { renderText } from '../../src/service/render.ts';
import { readUnits } from '../../src/store/unit-source.ts';

const path = (name: string) => new URL(`../../${name}`, import.meta.url).pathname;

export const texts = loadTexts(path('locales'));
const source = readUnits();
const products = loadProductSets(path('content/product-sets.yaml'));
const criteria = loadCriteria(path('content'), products.sets);

/** What is the same in every scenario; built once because reading all communes takes a moment. */
export const library = {
  units: createUnitIndex(source.units, source.aliases),
  sets: createProductSetIndex(products),
  criteria,
  dossier: loadDossier(path('content'), criteria),
  classTemplates: loadClassTemplates(path('content/class-templates.yaml')),
  classTopics: loadClassTopics(path('content/class-topics.yaml'), criteria),
  handbook: createHandbook(loadAnswers(path('content'), criteria)),
  consentVersion: consentTextVersion,
};

export const book: Book = {
  flows,
  understanding: understandingOf(
    createIntentIndex(loadIntents(path('content/intents.yaml'))),
    createIntentModel(readIntentModel(path('content/intent-model.txt')).data),
  ),
  text: (ref, language) => ('plain' in ref ? ref.plain : renderText(ref, { texts, language, slots: {} })),
};

/** A text that is missing, or a value nobody filled in, must not pass unseen. */
export const strict: typeof texts = {
  ...texts,
  text: (key, vars, language) => {
    if (!texts.has(key, language)) throw new Error(`no text ${key} in ${language}`);
    const template = texts.text(key, {}, language);
    const wanted = [...template.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
    const missing = wanted.filter((name) => !(name in vars));
    if (missing.length > 0) throw new Error(`text ${key} lacks ${missing.join(', ')}`);
    return texts.text(key, vars, language);
  },
};
