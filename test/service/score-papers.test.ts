import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/content/criteria.ts';
import { loadDossier } from '../../src/content/dossier.ts';
import { loadProductSets } from '../../src/content/product-sets.ts';
import { loadTexts } from '../../src/content/texts.ts';
import type { ContactId, MediaId } from '../../src/core/model.ts';
import { type KeptSelfCheck, type SelfCheck, type SelfCheckId, totalsOf } from '../../src/core/self-check.ts';
import type { ScoreChart, ScoreSheet } from '../../src/ports/paper.ts';
import type { MediaStore } from '../../src/ports.ts';
import { withPapers } from '../../src/service/made-media.ts';
import { scorePapers } from '../../src/service/score-papers.ts';

const path = (name: string) => new URL(`../../${name}`, import.meta.url).pathname;
const criteria = loadCriteria(path('content'), loadProductSets(path('content/product-sets.yaml')).sets);
const dossier = loadDossier(path('content'), criteria);
const texts = loadTexts(path('locales'));
const tea = criteria.criteriaOf('tea');

function made(id: string, answers: SelfCheck['answers']): SelfCheck {
  if (tea === null) throw new Error('no tea');
  const at = Date.UTC(2026, 10, 21, 3);
  return { id: id as SelfCheckId, setId: 'tea', product: 'Chè Mẫu', answers, at, ...totalsOf(tea, answers) };
}

const check: KeptSelfCheck = {
  ...made('t:1', { '2.2': '2p2', '4.1': '3p3', '9': '0p0' }),
  contactId: 'somebody' as ContactId,
  before: made('t:0', { '2.2': '1p1' }),
  ticked: ['samples'],
};

interface Drawn {
  chart: ScoreChart | null;
  sheet: ScoreSheet | null;
}

function room() {
  const drawn: Drawn = { chart: null, sheet: null };
  const bytes = new Uint8Array([1]);
  const documents = {
    scoreChart: async (chart: ScoreChart) => {
      drawn.chart = chart;
      return bytes;
    },
    scoreSheet: async (sheet: ScoreSheet) => {
      drawn.sheet = sheet;
      return bytes;
    },
  };
  const store = { selfCheck: async (id: string) => (id === check.id ? check : null) };
  const makers = scorePapers({
    store,
    library: { criteria, dossier },
    texts,
    documents: async () => documents,
  });
  return { drawn, makers };
}

const files: MediaStore = {
  read: async (id) => ({ bytes: new Uint8Array(), mime: `file ${id}` }),
  keep: async () => '' as MediaId,
  remove: async () => {},
};
const warnings: string[] = [];
const log = { warn: (_fields: object, message: string) => void warnings.push(message) };

describe('papers made of a self-assessment', () => {
  it('show every section with last time beside it', async () => {
    const { drawn, makers } = room();
    const media = withPapers(files, makers, log);
    expect((await media.read('paper/score-chart/vi/t:1' as MediaId))?.mime).toBe('image/png');
    const bars = drawn.chart?.bars.map(
      ({ label, value, max, before }) => `${label} ${value}/${max} ${before}`,
    );
    expect(bars).toContain('Phát triển sản phẩm 2/10 1');
    expect(bars).toContain('Tiếp thị 3/13 0');
    expect(drawn.chart?.caution).toContain('không phải kết quả công nhận');
  });

  it('say on the sheet what was chosen, what was not answered and which papers are missing', async () => {
    const { drawn, makers } = room();
    const media = withPapers(files, makers, log);
    expect((await media.read('paper/score-sheet/vi/t:1' as MediaId))?.mime).toBe('application/pdf');
    const lines = drawn.sheet?.parts.flatMap(({ sections }) => sections.flatMap((one) => one.criteria)) ?? [];
    const of = (code: string) => lines.find((line) => line.code === code);
    expect(of('2.2')).toMatchObject({ points: 2, answer: 'Gói sáng tạo, bao bì đẹp' });
    expect(of('9')).toMatchObject({ points: 0, evidence: '' });
    expect(of('1.1')?.points).toBeNull();
    expect(of('3.2')?.points).toBeNull();
    expect(drawn.sheet?.points).toBe(5);
    expect(drawn.sheet?.missing).toContain('Ảnh chụp bao bì');
    expect(drawn.sheet?.missing).not.toContain('Sản phẩm mẫu');
    expect(drawn.sheet?.findings.join('\n')).toContain('Điều kiện 3 sao');
  });

  it('are in the language they were asked in', async () => {
    const { drawn, makers } = room();
    await withPapers(files, makers, log).read('paper/score-chart/en/t:1' as MediaId);
    expect(drawn.chart?.title).toBe('My own score: Chè Mẫu');
  });

  it('are nothing once the check is gone, and leave other files alone', async () => {
    const media = withPapers(files, room().makers, log);
    expect(await media.read('paper/score-chart/vi/gone' as MediaId)).toBeNull();
    expect((await media.read('abc' as MediaId))?.mime).toBe('file abc');
    expect((await media.read('paper/unknown/vi/t:1' as MediaId))?.mime).toBe('file paper/unknown/vi/t:1');
  });

  it('are left out when they cannot be made, and the log says so', async () => {
    const broken = withPapers(files, { 'score-chart': () => Promise.reject(new Error('no font')) }, log);
    expect(await broken.read('paper/score-chart/vi/t:1' as MediaId)).toBeNull();
    expect(warnings).toEqual(['a paper could not be made; its words go without it']);
  });
});
