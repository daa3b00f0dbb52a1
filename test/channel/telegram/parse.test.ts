import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseUpdate } from '../../../src/channel/telegram/parse.ts';
import { updateSchema } from '../../../src/channel/telegram/update-schema.ts';

interface Fixture {
  readonly update: unknown;
  readonly inbound: unknown;
}

/** Updates in Telegram's own shapes; the people in them are made up. */
const folder = new URL('./fixtures/', import.meta.url);
const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({
    name: name.replace('.json', ''),
    fixture: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Fixture,
  }));

const rules = { now: 1_769_999_999_000, photoBytesAtMost: 10 * 1024 * 1024 };

describe('a Telegram update', () => {
  it('has fixtures for every kind', () => expect(fixtures.length).toBeGreaterThan(30));

  it.each(fixtures)('is read: $name', ({ fixture }) => {
    expect(parseUpdate(updateSchema.parse(fixture.update), rules)).toEqual(fixture.inbound);
  });

  it('is read the same way twice, so that a redelivery is known by its number', () => {
    for (const { fixture } of fixtures) {
      const read = () => parseUpdate(updateSchema.parse(fixture.update), rules);
      expect(read()).toEqual(read());
    }
  });

  it('takes the smallest photo when every size is above the cap, to be refused with its size', () => {
    const fixture = fixtures.find(({ name }) => name === 'photo')?.fixture;
    const inbound = parseUpdate(updateSchema.parse(fixture?.update), { ...rules, photoBytesAtMost: 10 });
    expect(inbound?.input).toMatchObject({ kind: 'photo', file: { ref: 'AgACsmall', size: 1402 } });
  });
});
