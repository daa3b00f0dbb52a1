/** A world that knows no scoring sheet, for tests of the engine. */
import type { CriteriaBook } from '../../src/core/criteria-set.ts';
import type { DossierBook } from '../../src/core/dossier.ts';
import type { Day } from '../../src/core/model.ts';

const nothing = { vi: '', en: '' };

export const noCriteria: CriteriaBook = {
  document: {
    id: 'none',
    name: '',
    about: nothing,
    issuedOn: '2026-01-01' as Day,
    effectiveFrom: '2026-01-01' as Day,
    effectiveTo: null,
    replacedBy: null,
    amends: null,
  },
  partNames: { A: nothing, B: nothing, C: nothing },
  evidence: [],
  sets: [],
  legalDocuments: [],
  criteriaOf: () => null,
};

export const noDossier: DossierBook = { document: noCriteria.document, groups: [], items: [] };
