/** The dossier checklists follow Article 6 of the decision; a broken file is refused with file and line. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/content/criteria.ts';
import { loadDossier } from '../../src/content/dossier.ts';
import { loadProductSets } from '../../src/content/product-sets.ts';
import { criteriaIn } from '../../src/core/criteria.ts';
import { checklist, type DossierKind, dossierKinds } from '../../src/core/dossier.ts';
import { faultsOf } from '../support/faults.ts';

const criteria = loadCriteria('content', loadProductSets('content/product-sets.yaml').sets);
const book = loadDossier('content', criteria);
const ids = (kind: DossierKind, setId: string | null, by: 'producer' | 'commune' = 'producer') =>
  checklist(book, { kind, setId, by }).map(({ id }) => id);

describe('the dossier', () => {
  it('has both forms, the samples and one paper and one electronic set, whatever it is for', () => {
    for (const kind of dossierKinds)
      expect(ids(kind, 'tea')).toEqual(
        expect.arrayContaining(['registration_form', 'report_scores', 'samples', 'paper_set']),
      );
  });

  it('of tourism has no samples', () => {
    for (const kind of dossierKinds) expect(ids(kind, 'tourism')).not.toContain('samples');
  });

  it('of an upgrade proves the changes, of a renewal brings everything up to date', () => {
    expect(ids('first', 'tea').filter((id) => /^(upgrade|renewal)/.test(id))).toEqual([]);
    expect(ids('upgrade', 'tea')).toContain('upgrade_changes');
    expect(ids('renewal', 'tea').filter((id) => id.startsWith('renewal'))).toEqual([
      ...['renewal_production', 'renewal_quality', 'renewal_market', 'renewal_expiring_papers'],
      'renewal_window',
    ]);
    expect(ids('renewal', 'tea')).not.toContain('round_cutoff');
  });

  it('asks of each set the paper without which it is refused', () => {
    expect(ids('first', 'tea')).toContain('food_safety_certificate');
    expect(ids('first', 'handicraft')).not.toContain('food_safety_certificate');
    expect(ids('first', 'other_alcohol')).toContain('production_licence');
    expect(ids('first', 'functional_medicine')).toContain('gmp_certificate');
    expect(ids('first', 'herbal_cosmetic')).toContain('product_declaration');
    const refusing = criteria.sets.filter(({ disqualifiers }) =>
      disqualifiers.some(({ id }) => id === 'food_safety_certificate'),
    );
    expect(book.items.find(({ id }) => id === 'food_safety_certificate')?.sets).toEqual(
      refusing.map(({ id }) => id),
    );
  });

  it('leaves out what only some sets need while the set is not known', () => {
    expect(ids('first', null)).toContain('registration_form');
    expect(ids('first', null)).not.toContain('gmp_certificate');
  });

  it('tells the commune what is its own to write', () => {
    expect(ids('first', 'tea', 'commune')).toEqual(['commune_letter', 'commune_report']);
  });

  it('and the criteria together use every kind of paper', () => {
    const used = new Set([
      ...book.items.map(({ evidence }) => evidence),
      ...criteria.sets.flatMap(criteriaIn).flatMap(({ evidence }) => evidence.map(({ id }) => id)),
    ]);
    expect(criteria.evidence.length).toBeGreaterThan(20);
    expect(criteria.evidence.filter(({ id }) => !used.has(id))).toEqual([]);
  });

  it('names the clause of every item', () => {
    for (const { clause, id } of book.items) {
      expect(clause.vi, id).toMatch(/^(Điều \d+|Mẫu số 0\d|Phụ lục I+)/);
      expect(clause.en, id).toMatch(/^(Article \d+|Form 0\d|Annex I+)/);
    }
  });
});

function faultsIn(from: string, to: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-'));
  cpSync('content/dossier.yaml', join(folder, 'dossier.yaml'));
  const source = readFileSync('content/dossier.yaml', 'utf8');
  expect(source).toContain(from);
  writeFileSync(join(folder, 'dossier.yaml'), source.replace(from, to));
  return faultsOf(() => loadDossier(folder, criteria), folder);
}

describe('a broken checklist is refused with file and line', () => {
  it.each([
    ['a set that is none', 'only: [functional_medicine]', 'only: [funktional]', 'no product set funktional'],
    ['a group that is none', 'group: sample', 'group: samples', 'no group samples'],
    ['an item that stands twice', '- id: awards', '- id: traceability', 'traceability stands twice'],
    ['a paper nobody knows', 'evidence: awards', 'evidence: prizes', 'no evidence prizes'],
    ['a kind that is none', 'kinds: [upgrade]', 'kinds: [upgraded]', 'kinds'],
    ['a decision nobody knows', 'document: d26', 'document: d27', 'no legal document d27'],
    ['a missing English text', ', en: If any.}', '}', 'explain.en'],
  ])('%s', (_, from, to, fault) => {
    expect(faultsIn(from, to).join('\n')).toMatch(new RegExp(`^dossier.yaml:\\d+: .*${fault}`, 'm'));
  });
});
