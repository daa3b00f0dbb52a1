/** `npm run teach`: learns the intent model anew from `content/intent-examples` and the questions of the handbook. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadHandbook } from './content/handbook.ts';
import { loadIntentExamples, printOf } from './content/intent-examples.ts';
import { writeIntentModel } from './content/intent-model.ts';
import { type IntentExample, trainIntentModel } from './core/intent-training.ts';
import { isIntentMeaning } from './flow/meaning.ts';

const content = fileURLToPath(new URL('../content/', import.meta.url));
const examples = loadIntentExamples(`${content}intent-examples`, isIntentMeaning);
const questions = loadHandbook(`${content}handbook`).sections.flatMap(({ wording }) =>
  [...wording.vi.questions, ...wording.en.questions].map((text) => ({ text, meaning: 'question' })),
);

const data = trainIntentModel([...examples, ...questions].flatMap(asTyped));
const path = `${content}intent-model.txt`;
writeFileSync(path, writeIntentModel({ data, learntFrom: printOf(examples) }));
process.stdout.write(`${path}: ${data.features.size} features learnt from ${examples.length} sentences\n`);

/** As written, without diacritics, and in a hurry. */
function asTyped({ text, meaning }: IntentExample): readonly IntentExample[] {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
  const hurried = text
    .split(' ')
    .map((word, at) => (at % 3 === 1 ? slip(word) : word))
    .join(' ');
  return [text, bare, hurried].map((typed) => ({ text: typed, meaning }));
}

/** Two letters inside the word change places. */
function slip(word: string): string {
  const letters = [...word];
  if (letters.length < 4) return word;
  const at = 1 + ((letters[1]?.codePointAt(0) ?? 0) % (letters.length - 2));
  return [...letters.slice(0, at), letters[at + 1], letters[at], ...letters.slice(at + 2)].join('');
}
