import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadProductSets } from '../../src/content/product-sets.ts';
import { createProductSetIndex } from '../../src/core/product-set.ts';

const index = createProductSetIndex(
  loadProductSets(fileURLToPath(new URL('../../content/product-sets.yaml', import.meta.url))),
);
const first = (text: string) => index.propose(text, 3)[0]?.id;
const because = (text: string) => index.propose(text, 1)[0]?.because;

describe('proposing a product set', () => {
  it('knows 26 sets in the order of the decision', () => {
    expect(index.ids).toHaveLength(26);
    expect([index.ids[0], index.ids[25]]).toEqual(['fresh_produce', 'tourism']);
  });

  it.each([
    ['mật ong rừng', 'honey_raw_other'],
    ['mật ong ngâm tỏi', 'processed_animal'],
    ['rượu mật ong', 'other_alcohol'],
    ['nước mật ong đóng chai', 'soft_drink'],
    ['trà gừng mật ong', 'herbal_tea'],
    ['xà phòng mật ong', 'herbal_cosmetic'],
  ])('reads the product before its material: %s is %s', (text, set) => {
    expect(first(text)).toBe(set);
  });

  it.each([
    ['honey', 'honey_raw_other'],
    ['score my shan tea', 'tea'],
    ['apricot wine', 'other_alcohol'],
    ['dried mango', 'processed_produce'],
    ['ginger tea', 'herbal_tea'],
    ['bamboo baskets', 'handicraft'],
    ['garlic', 'other_condiment'],
  ])('understands English: %s is %s', (text, set) => {
    expect(first(text)).toBe(set);
  });

  it.each([
    ['chè shan tuyết', 'tea'],
    ['chè đậu đỏ', 'ready_food'],
    ['chè vằng', 'herbal_tea'],
    ['chè lam', 'processed_grain'],
  ])('tells the many kinds of chè apart: %s is %s', (text, set) => {
    expect(first(text)).toBe(set);
  });

  it.each([
    ['xoài cát', 'fresh_produce'],
    ['xoài cát sấy', 'processed_produce'],
    ['hạt sen', 'rice_grain_raw'],
    ['hạt sen tươi', 'fresh_produce'],
    ['thịt trâu tươi', 'fresh_animal'],
    ['thịt trâu gác bếp', 'processed_animal'],
    ['đương quy khô', 'essential_oil_herb'],
    ['cao đương quy', 'functional_medicine'],
  ])('lets what is done to a thing move it: %s is %s', (text, set) => {
    expect(first(text)).toBe(set);
  });

  it('keeps the set that a thing was turned from among the proposals', () => {
    expect(index.propose('bí đao sấy', 3).map(({ id }) => id)).toEqual([
      'processed_produce',
      'fresh_produce',
    ]);
  });

  it('lets typed diacritics decide, and considers every reading where there are none', () => {
    expect(first('cá ướp')).toBe('processed_animal');
    expect(first('cà tím')).toBe('fresh_produce');
    expect(first('tỏi')).toBe('other_condiment');
    expect(first('tôi')).toBeUndefined();
    expect(index.propose('vang dau tam', 3).map(({ id }) => id)).toContain('other_alcohol');
  });

  it('forgives old and new tone marks, hỏi for ngã, y for i, and telex leftovers', () => {
    expect(first('khăn thổ cẩm thuỷ')).toBe(first('khăn thổ cẩm thủy'));
    expect(first('sửa chua')).toBe('processed_animal');
    expect(first('mì gạo')).toBe(first('mỳ gạo'));
    expect(first('maatj ong rungf')).toBe('honey_raw_other');
  });

  it("gives the person's own words as the reason", () => {
    expect(because('Nhà tôi làm MẬT ONG ngâm Tỏi đen')).toEqual(['MẬT ONG ngâm Tỏi']);
    expect(because('maatj ong')).toEqual(['maatj ong']);
    expect(because('cam nhà trồng, sấy dẻo')).toContain('cam … sấy dẻo');
  });

  it('orders by score between 0 and 1 and gives no more than asked for', () => {
    const proposals = index.propose('gạo nếp, rượu, trà hoa cúc, mật ong', 2);
    expect(proposals).toHaveLength(2);
    const scores = proposals.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores.every((score) => score > 0 && score < 1)).toBe(true);
  });

  it.each([
    '',
    '   ',
    '🙂🙂',
    '12345',
    'hai sản phẩm của tôi',
    'kiểm tra giúp em',
    'trả lời sau',
    'a'.repeat(10_000),
  ])('proposes nothing for %j', (text) => {
    expect(index.propose(text, 3)).toEqual([]);
  });

  it('accepts the group names used before 2022', () => {
    expect(index.propose('thảo dược', 3).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['functional_medicine', 'essential_oil_herb']),
    );
    expect(first('Vải và may mặc')).toBe('textile');
    expect(first('Lưu niệm, nội thất, trang trí')).toBe('handicraft');
    expect(first('Dịch vụ du lịch nông thôn, bán hàng')).toBe('tourism');
  });
});
