/** What of a dossier is done, missing and due. */
import { describe, expect, it } from 'vitest';
import type { DossierItem } from '../../src/core/dossier.ts';
import { progressOf } from '../../src/core/dossier.ts';

const item = (id: string, need: DossierItem['need']): DossierItem => {
  const text = { vi: id, en: id };
  return {
    ...{ id, need, text, explain: text, clause: text },
    ...{ group: 'paper', by: 'producer', evidence: null, kinds: ['first'], sets: null },
  };
};
const items = [
  item('form', 'must'),
  item('licence', 'if_asked'),
  item('awards', 'proof'),
  item('samples', 'must'),
];

describe('progress', () => {
  it('tells what is done, what is missing and what of that is due', () => {
    const { done, missing, due } = progressOf(items, ['form', 'awards', 'gone']);
    expect([done, missing, due].map((list) => list.map(({ id }) => id))).toEqual([
      ['form', 'awards'],
      ['licence', 'samples'],
      ['samples'],
    ]);
  });

  it('is complete when all that must be there is ticked', () => {
    expect(progressOf(items, ['form', 'samples']).due).toEqual([]);
  });
});
