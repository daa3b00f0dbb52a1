/** Figures on paper: held against the targets of the year and unit, and only against these. */
import { describe, expect, it } from 'vitest';
import { loadTargets } from '../../src/content/targets.ts';
import { loadTexts } from '../../src/content/texts.ts';
import { type Figures, reached, renewedShare } from '../../src/core/figures.ts';
import type { UnitCode } from '../../src/core/model.ts';
import { chartOf, stockChartOf } from '../../src/service/figure-papers.ts';
import { tableOf } from '../../src/service/figure-table.ts';
import { renderText } from '../../src/service/render.ts';

const texts = loadTexts(new URL('../../locales', import.meta.url).pathname);
const targets = loadTargets(new URL('../../content/targets', import.meta.url).pathname);

const figures: Figures = {
  ...{ unit: '38' as UnitCode, year: 2024, upgraded: 4, ended: 48, renewed: 8 },
  ...{ newProducts: { 3: 70, 4: 11, 5: 4 }, stock: { 3: 240, 4: 89, 5: 2 } },
  ...{ classes: 3, trained: 120, trainedPeople: 96, events: 5 },
};

const subject = {
  figures,
  before: { ...figures, year: 2023, upgraded: 1 },
  led: { women: 12, minority: null },
  targets: (targets.get(2024) ?? []).filter(({ unit }) => unit === '38'),
  unitName: 'Tỉnh Thanh Hóa',
  today: '2024-11-21',
  say: (key: string, vars = {}) =>
    renderText({ key: `figures.${key}`, vars }, { texts, language: 'vi', slots: {} }),
};

describe('figures', () => {
  it('are held against the targets of the province in that year', () => {
    const { bars, footer } = chartOf(subject);
    expect(bars.map(({ value, target, caption }) => [value, target, caption])).toEqual([
      [85, 120, '85/120 (70 %)'],
      [11, 13, '11/13 (84 %)'],
      [4, 4, '4/4 (100 %)'],
    ]);
    expect(footer).toContain('Kế hoạch 49/KH-UBND');
  });

  it('show the stock where no target is known, and say so', () => {
    const { bars, caution } = stockChartOf({ ...subject, targets: [] });
    expect(bars.map(({ value, max }) => [value, max])).toEqual([
      [240, 331],
      [89, 331],
      [2, 331],
    ]);
    expect(caution).toContain('Chưa có mục tiêu năm 2024');
  });

  it('stand on the sheet beside the year before, what producers reported themselves as sums', () => {
    const table = tableOf(subject);
    const rows = [...(table.rows as Iterable<readonly unknown[]>)];
    expect(rows).toHaveLength(3 + 3 + 1 + 3 + 8 + 2);
    expect(table.columns.slice(0, 3).map(({ header }) => header)).toEqual([
      'Chỉ tiêu',
      'Năm 2024',
      'Năm 2023',
    ]);
    expect(rows.find(([label]) => label === 'Nâng hạng')).toEqual(['Nâng hạng', 4, 1, null, null, null]);
    expect(rows.at(-2)?.slice(0, 2)).toEqual(['Chủ thể do nữ làm chủ (tự báo)', 12]);
    expect(rows.at(-1)?.[1]).toBeNull();
  });

  it('give no share of nothing', () => {
    expect(renewedShare(figures)).toBe(16);
    expect(renewedShare({ ...figures, ended: 0, renewed: 0 })).toBe(0);
    expect(reached('new5', figures)).toBe(4);
  });

  it('know no target for this year: nothing is made up', () => {
    expect(targets.get(2026)).toEqual([]);
  });
});
