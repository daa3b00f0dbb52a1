/** `npm run teach`: learns the intent model anew from `content/intent-examples` and the questions of the handbook. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printOf } from './content/intent-examples.ts';
import { loadIntentLessons } from './content/intent-lessons.ts';
import { writeIntentModel } from './content/intent-model.ts';
import { trainIntentModel } from './core/intent-training.ts';
import { asTyped } from './core/intent-typing.ts';
import { isIntentMeaning } from './flow/meaning.ts';

const content = fileURLToPath(new URL('../content/', import.meta.url));
const lessons = loadIntentLessons(content, isIntentMeaning);
const data = trainIntentModel(lessons.flatMap(asTyped));
const path = `${content}intent-model.txt`;
writeFileSync(path, writeIntentModel({ data, learntFrom: printOf(lessons) }));
process.stdout.write(
  `${path}: ${[...data.features.keys()].length} features learnt from ${lessons.length} sentences\n`,
);
