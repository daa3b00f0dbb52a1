/**
 * `bench understanding`: how much of what people type is understood (intents, handbook questions, product sets; accented,
 * bare, telex leftovers, slips), what an answer costs with ten times the content, and how long loading takes.
 */
import { fileURLToPath } from 'node:url';
import { loadKnowledge } from '../src/app/knowledge.ts';
import { loadAnswers } from '../src/content/answers.ts';
import { loadCriteria } from '../src/content/criteria.ts';
import { loadIntentExamples } from '../src/content/intent-examples.ts';
import { loadProductSets } from '../src/content/product-sets.ts';
import type { Handbook } from '../src/core/handbook.ts';
import { createHandbook, type HandbookData } from '../src/core/handbook-index.ts';
import type { Day } from '../src/core/model.ts';
import { createProductSetIndex } from '../src/core/product-set.ts';
import { fold } from '../src/core/vietnamese.ts';
import { isIntentMeaning } from '../src/flow/meaning.ts';
import { parts, percent, stripped } from '../test/understanding/read-cases.ts';
import { type Asked, readSet } from '../test/understanding/read-set.ts';
import { slipped, telexed } from '../test/understanding/typing.ts';
import { type Bench, percentile, round } from './report.ts';
import { meaningFor } from './routed.ts';
import { startCost } from './start-cost.ts';

const content = fileURLToPath(new URL('../content', import.meta.url));
const today = '2026-11-21' as Day;
const times = 10;

const forms: Readonly<Record<string, (text: string) => string>> = {
  accented: (text) => text,
  bare: stripped,
  telex: telexed,
  slips: slipped,
};

type Judged = Readonly<Record<string, number>>;

/** One judgement per part and form; parts nobody wrote yet are left out. */
function each(
  name: string,
  judge: (cases: readonly Asked[]) => Judged,
  counts: (asked: Asked) => boolean = () => true,
) {
  return Object.fromEntries(
    parts.flatMap((part) => {
      const cases = readSet(name, part).filter(counts);
      if (cases.length === 0) return [];
      const rows = Object.entries(forms).map(([form, type]) => [
        form,
        judge(cases.map(({ text, meanings }) => ({ text: type(text), meanings }))),
      ]);
      return [[part, Object.fromEntries(rows)] as const];
    }),
  );
}

const isUnmeant = ({ meanings }: Asked): boolean => meanings[0] === '-';

/** Shares of cases whose meaning was found first, and among the first three; and what was found where nothing should be. */
function ranked(find: (asked: Asked) => { readonly ids: readonly string[]; readonly told: boolean }) {
  return (cases: readonly Asked[]): Judged => {
    const meant = cases.filter((one) => !isUnmeant(one)).map((one) => ({ ...one, ...find(one) }));
    const unmeant = cases.filter(isUnmeant).map(find);
    const share = (right: readonly unknown[]) => percent(right.length, meant.length);
    return {
      cases: meant.length,
      first: share(meant.filter(({ ids: [first = ''], meanings }) => meanings.includes(first))),
      three: share(meant.filter(({ ids, meanings }) => ids.some((id) => meanings.includes(id)))),
      untold: share(meant.filter(({ told }) => !told)),
      nothingMeant: unmeant.length,
      toldNevertheless: unmeant.filter(({ told }) => told).length,
    };
  };
}

const answersOf =
  (handbook: Handbook) =>
  ({ text }: Asked) => {
    const reply = handbook.ask(text, { language: 'vi', today });
    return { ids: reply.hits.map(({ document }) => document.id), told: reply.kind === 'found' };
  };

/** CPU of one answer in ms, over every question in every form. */
function costOf(handbook: Handbook): Judged {
  const questions = [...readSet('handbook', 'dev'), ...readSet('handbook', 'frozen')].flatMap(({ text }) =>
    Object.values(forms).map((type) => type(text)),
  );
  const measure = () =>
    questions.map((question) => {
      const before = process.cpuUsage();
      handbook.ask(question, { language: 'vi', today });
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
  measure();
  const spent = measure();
  return {
    questions: spent.length,
    p50Ms: round(percentile(spent, 0.5)),
    p99Ms: round(percentile(spent, 0.99)),
  };
}

/** The same content ten times over, each copy under its own ids and with a word of its own. */
const swollen = (data: HandbookData): HandbookData => ({
  ...data,
  documents: Array.from({ length: times }, (_, copy) =>
    data.documents.map((document) => ({
      ...document,
      id: `${document.id}-${copy}`,
      wording: {
        vi: { ...document.wording.vi, keywords: [...document.wording.vi.keywords, `bản ${copy}`] },
        en: { ...document.wording.en, keywords: [...document.wording.en.keywords, `copy ${copy}`] },
      },
    })),
  ).flat(),
});

/** Short messages ("xin chào") stand among the examples too, by coincidence: what is right beside those says more. */
function unheard(): (asked: Asked) => boolean {
  const examples = loadIntentExamples(`${content}/intent-examples`, isIntentMeaning);
  const heard = new Set(examples.map(({ text }) => fold(text)));
  return ({ text }) => !heard.has(fold(text));
}

const noUnits = { units: async () => ({ units: [], aliases: [] }) };

/** Runs in a few seconds; the start is measured first, on the built code. */
export const understanding: Bench = async ({ note }) => {
  const start = startCost();
  const { book, library } = loadKnowledge();
  const { handbook } = await library(noUnits);
  const products = loadProductSets(`${content}/product-sets.yaml`);
  const data = loadAnswers(content, loadCriteria(content, products.sets));
  note(`${data.documents.length} documents; asking every question in four forms`);
  const sets = createProductSetIndex(products);
  const meaningOf = meaningFor(book, handbook, today);
  const oneOf = (asked: Asked) => {
    const meaning = meaningOf(asked);
    // "Dừng" and "giúp" lead to the flows of the same name.
    return { ids: [meaning, meaning.replace(/^global:(?=stop$|help$)/, '')], told: meaning !== '-' };
  };
  const proposed = ({ text }: Asked) => {
    const ids = sets.propose(text, 3).map(({ id }) => id);
    return { ids, told: ids.length > 0 };
  };
  return {
    intents: each('intents', ranked(oneOf)),
    intentsUnheard: each('intents', ranked(oneOf), unheard()),
    newcomers: each('newcomers', ranked(oneOf)),
    handbook: each('handbook', ranked(answersOf(handbook))),
    productSets: each('product', ranked(proposed)),
    answerCpu: { asIs: costOf(handbook), tenfold: costOf(createHandbook(swollen(data))) },
    start,
  };
};
