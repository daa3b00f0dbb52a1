/** The scoring sheets say what Annex II of Quyết định 26/2026/QĐ-TTg says: codes, maxima, points, star marks. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/content/criteria.ts';
import { loadProductSets } from '../../src/content/product-sets.ts';
import type { CriteriaSet, Criterion } from '../../src/core/criteria-set.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const products = loadProductSets(path('../../content/product-sets.yaml')).sets;
const book = loadCriteria(path('../../content'), products);

/** The transcribed sheets, each its lines without the marks of doubt. */
const decision = readFileSync(path('fixtures/decision-26.txt'), 'utf8')
  .split(/^# sheet \d+$/m)
  .slice(1)
  .map((sheet) => sheet.trim().split('\n'));

/** A sheet of ours written as the transcription is. */
function linesOf(set: CriteriaSet): readonly string[] {
  return set.sections.flatMap((section) => {
    const criteria = section.criteria.flatMap((criterion, at) => {
      const group = section.groups.find(({ code }) => code === criterion.group);
      const first = section.criteria.findIndex((other) => other.group === criterion.group) === at;
      const heading = group !== undefined && first ? [`+ ${group.code} ${group.max}`] : [];
      return [...heading, lineOf(set, criterion)];
    });
    return [`= ${section.code} ${section.max}`, ...criteria];
  });
}

function lineOf(set: CriteriaSet, { code, max, options }: Criterion): string {
  const gates = set.gates.filter((gate) => gate.code === code);
  const points = options
    .filter(({ implied }) => !implied)
    .map((option) => {
      const gate = gates.find((one) => one.points === option.points);
      return `${option.points}${'*'.repeat(gate?.star ?? 0)}`;
    });
  return `${code} ${max} ${points.join(' ')}`;
}

describe('the sheets of the decision', () => {
  it('are all there', () => {
    expect(decision.length).toBe(26);
    expect(book.sets.map(({ number }) => number)).toEqual(decision.map((_, at) => at + 1));
  });

  it.each(book.sets.map((set) => [set.number, set] as const))('sheet %i agrees', (number, set) => {
    const printed = decision[number - 1]?.map((line) => line.replace(/ !$/, ''));
    expect(linesOf(set)).toEqual(printed);
  });

  it('are marked wherever their transcript is doubtful', () => {
    const doubtful = decision.flatMap((lines, at) =>
      lines.filter((line) => line.endsWith('!')).map((line) => `${at + 1} ${line.split(' ')[0]}`),
    );
    const marked = book.sets.flatMap((set) =>
      set.sections.flatMap(({ criteria }) =>
        criteria
          .filter(({ unverified }) => unverified !== undefined)
          .map(({ code }) => `${set.number} ${code}`),
      ),
    );
    expect(doubtful.length).toBeGreaterThan(10);
    expect(marked).toEqual(expect.arrayContaining(doubtful));
    expect(book.criteriaOf('tourism')?.unverified).toBeDefined();
  });

  it('ask for a star mark of 3, 4 and 5 in the same order as their points', () => {
    for (const set of book.sets)
      for (const gate of set.gates) {
        const higher = set.gates.filter(({ code, star }) => code === gate.code && star > gate.star);
        for (const other of higher)
          expect(other.points, `${set.id} ${gate.code}`).toBeGreaterThan(gate.points);
      }
  });
});
