import { describe, expect, it } from 'vitest';
import { loadClassTopics } from '../../src/content/class-topics.ts';
import { loadCriteria } from '../../src/content/criteria.ts';
import { loadProductSets } from '../../src/content/product-sets.ts';
import { loadTexts } from '../../src/content/texts.ts';
import { readAudience } from '../../src/core/audience-words.ts';
import { chosenAfter } from '../../src/core/interest.ts';
import { type Day, languages, type UnitCode } from '../../src/core/model.ts';
import { createProductSetIndex } from '../../src/core/product-set.ts';
import { createUnitIndex } from '../../src/core/unit.ts';
import { readUnits } from '../../src/store/unit-source.ts';

const path = (name: string) => new URL(`../../${name}`, import.meta.url).pathname;
const products = loadProductSets(path('content/product-sets.yaml'));
const topics = loadClassTopics(
  path('content/class-topics.yaml'),
  loadCriteria(path('content'), products.sets),
);
const source = readUnits();
const context = {
  units: createUnitIndex(source.units, source.aliases),
  sets: createProductSetIndex(products),
  officer: { units: ['05503' as UnitCode] },
  today: '2026-11-21' as Day,
  topics,
};
const read = (text: string) => readAudience(text, context);

describe('an audience by what interests people', () => {
  it.each([
    ['người quan tâm livestream', { interests: ['selling'] }],
    ['nguoi quan tam livestream', { interests: ['selling'] }],
    [
      'bà con quan tâm đến bao bì ở xã Tân Cương',
      { units: ['05503'], role: 'everyone', interests: ['packaging'] },
    ],
    ['ai muốn học du lịch và an toàn thực phẩm', { interests: ['quality', 'tourism'] }],
    ['người quan tâm hợp tác xã', { interests: ['organisation'] }],
    [
      'bà con xã Tân Cương, trừ người quan tâm du lịch',
      { units: ['05503'], role: 'everyone', exclude: [{ interests: ['tourism'] }] },
    ],
    ['people interested in livestream', { role: 'everyone', interests: ['selling'] }],
  ])('reads %s', (text, audience) => {
    expect(read(text)).toEqual({ kind: 'read', audience, unknown: [] });
  });

  it('names a topic nobody knows instead of passing it over', () => {
    expect(read('bà con quan tâm đua ngựa')).toEqual({
      kind: 'read',
      audience: { role: 'everyone' },
      unknown: ['quan tâm đua ngựa'],
    });
  });

  it('needs the word: a trade alone is no interest', () => {
    expect(read('bà con làm du lịch')).not.toHaveProperty('audience.interests');
  });
});

describe('topics of interest', () => {
  it('all have a name in both languages', () => {
    const texts = loadTexts('locales');
    const missing = topics.flatMap(({ topic }) =>
      languages.filter((language) => !texts.has(`interest.topic.${topic}`, language)),
    );
    expect(missing).toEqual([]);
  });

  it('are switched one by one, and added when several are named', () => {
    expect(chosenAfter([], ['story'])).toEqual(['story']);
    expect(chosenAfter(['story', 'quality'], ['story'])).toEqual(['quality']);
    expect(chosenAfter(['story'], ['story', 'quality'])).toEqual(['story', 'quality']);
  });
});
