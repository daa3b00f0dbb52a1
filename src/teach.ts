/** `npm run teach`: learns the intent model anew from `content/intent-examples` and the questions of the handbook. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadHandbook } from './content/handbook.ts';
import { loadIntentExamples, printOf } from './content/intent-examples.ts';
import { writeIntentModel } from './content/intent-model.ts';
import { trainIntentModel } from './core/intent-training.ts';
import { asTyped } from './core/intent-typing.ts';
import { isIntentMeaning } from './flow/meaning.ts';

const content = fileURLToPath(new URL('../content/', import.meta.url));
const examples = loadIntentExamples(`${content}intent-examples`, isIntentMeaning);
const questions = loadHandbook(`${content}handbook`).sections.flatMap(({ wording }) =>
  [...wording.vi.questions, ...wording.en.questions].map((text) => ({ text, meaning: 'question' })),
);

const data = trainIntentModel([...examples, ...questions].flatMap(asTyped));
const path = `${content}intent-model.txt`;
writeFileSync(path, writeIntentModel({ data, learntFrom: printOf(examples) }));
process.stdout.write(
  `${path}: ${[...data.features.keys()].length} features learnt from ${examples.length} sentences\n`,
);
