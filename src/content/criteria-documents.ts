/** The scoring sheets as documents that questions may be answered from: what each star needs at least, by set. */
import { z } from 'zod';
import type { CriteriaBook, CriteriaSet, GatedStar } from '../core/criteria-set.ts';
import type { HandbookDocument, Wording } from '../core/handbook.ts';
import type { Language } from '../core/model.ts';
import { bilingual, citationOf, type Law } from './citation.ts';

const lines = z.strictObject({ vi: z.array(z.string().min(1)), en: z.array(z.string().min(1)) });

/** How a sheet is named and asked for; `{name}`, `{star}`, `{points}` stand for the sheet's own. */
export const sheetWording = z.strictObject({
  title: bilingual,
  star: bilingual,
  gate: bilingual,
  asked: lines,
  clause: z.string(),
});
export type SheetWording = z.output<typeof sheetWording>;

const stars: readonly GatedStar[] = [3, 4, 5];

/** One document a set: its button opens the sheet itself. */
export const sheetDocuments = (
  book: CriteriaBook,
  wording: SheetWording,
  law: Law,
): readonly HandbookDocument[] =>
  book.sets.map((set) => ({
    kind: 'criteria',
    id: `sheet-${set.id.replaceAll('_', '-')}`,
    wording: { vi: wordingOf(set, wording, 'vi'), en: wordingOf(set, wording, 'en') },
    legal: [citationOf(law, { document: book.document.id, clause: wording.clause })],
    source: 'ocop.md §6',
    confidence: 'single_source',
    opens: `criteria:sections:${set.id}`,
    from: book.document.effectiveFrom,
    to: book.document.effectiveTo,
  }));

function wordingOf(
  set: CriteriaSet,
  { title, star, gate, asked }: SheetWording,
  language: Language,
): Wording {
  const fill = (template: string, values: Readonly<Record<string, string | number>>): string =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  const names = new Map(
    set.sections.flatMap(({ criteria }) => criteria.map((one) => [one.code, one.name[language]] as const)),
  );
  const pages = stars.flatMap((wanted) => {
    const gates = set.gates.filter((one) => one.star === wanted);
    const needed = gates.map(({ code, points }) =>
      fill(gate[language], { code, points, name: names.get(code) ?? code }),
    );
    return needed.length === 0 ? [] : [[fill(star[language], { star: wanted }), ...needed].join('\n')];
  });
  return {
    title: fill(title[language], { name: set.name }),
    pages,
    keywords: [set.name],
    questions: asked[language].map((form) => fill(form, { name: set.name.toLowerCase() })),
  };
}
