import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadClassTopics } from '../../src/content/class-topics.ts';
import { loadCriteria } from '../../src/content/criteria.ts';
import { loadProductSets } from '../../src/content/product-sets.ts';
import { helpfulClasses, weakCriteria } from '../../src/core/class-topic.ts';
import { ConfigError } from '../../src/core/error.ts';

const path = (name: string) => new URL(`../../${name}`, import.meta.url).pathname;
const book = loadCriteria(path('content'), loadProductSets(path('content/product-sets.yaml')).sets);
const topics = loadClassTopics(path('content/class-topics.yaml'), book);
const tea = book.criteriaOf('tea');

const named = (title: string, tags: readonly string[] = []) => ({
  offering: { title, tags, description: '' },
});
const classes = [
  named('Thiết kế bao bì cho sản phẩm OCOP'),
  named('Kỹ năng quản lý', ['Thương mại điện tử']),
  named('Đón khách du lịch cộng đồng'),
];
const titles = (weak: readonly string[]) =>
  helpfulClasses(topics, weak, classes).map(({ offering }) => offering.title);

describe('classes that help with what is weak', () => {
  it('are found by words of their title or tags', () => {
    expect(titles(['packaging'])).toEqual(['Thiết kế bao bì cho sản phẩm OCOP']);
    expect(titles(['promotion'])).toEqual(['Kỹ năng quản lý']);
    expect(titles(['uniqueness'])).toEqual([]);
  });

  it('go by the gates in the way of the star, not only by single points', () => {
    if (tea === null) throw new Error('no tea');
    expect(weakCriteria(tea, {}, 3)).toContain('packaging');
    expect(weakCriteria(tea, {}, 3)).not.toContain('chain_links');
    expect(weakCriteria(tea, {}, 4)).toContain('chain_links');
  });

  it('need a table that names real criteria', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'topics-')), 'class-topics.yaml');
    writeFileSync(file, '- topic: selling\n  words: [bán hàng]\n  criteria: [no_such]\n');
    expect(() => loadClassTopics(file, book)).toThrow(ConfigError);
    expect(() => loadClassTopics(file, book)).toThrow(/class-topics\.yaml:3.*no_such/);
  });
});
