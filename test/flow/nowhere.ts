/** One day in the middle of nowhere: a world without communes, products, sheets or sections. */
import { createHandbook } from '../../src/core/handbook-index.ts';
import type { ContactId, Day } from '../../src/core/model.ts';
import type { World } from '../../src/flow/define.ts';
import { noCriteria, noDossier } from './no-criteria.ts';

export const noon = Date.UTC(2026, 10, 21, 5);

const noSpeech = { weak: [], same: [], asking: [], askingAtEnd: [], stating: [], rude: [], elsewhere: [] };

/** `consent`: the person has agreed to the service. */
export const nowhere = (consent: boolean): World => ({
  now: noon,
  today: '2026-11-21' as Day,
  contact: {
    id: 'c1' as ContactId,
    language: 'en',
    name: null,
    phone: null,
    unit: null,
    hamlet: null,
    consents: consent ? { service: true } : {},
    optedOut: [],
  },
  officer: null,
  units: {
    byCode: () => undefined,
    findCommune: () => ({ kind: 'none' }),
    findProvince: () => ({ kind: 'none' }),
  },
  sets: { ids: [], propose: () => [], inGroup: () => [] },
  calendar: { rounds: () => [], reports: () => [], workingDaysAfter: (day) => day },
  criteria: noCriteria,
  dossier: noDossier,
  handbook: createHandbook({ documents: [], topics: [], speech: { vi: noSpeech, en: noSpeech } }),
  consentVersion: '1',
});
