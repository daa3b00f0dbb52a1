/** The menus: five buttons at most, every line leads somewhere and has its words, the person's own matters stand first. */
import { describe, expect, test } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import { languages } from '../../src/core/model.ts';
import type { Scene } from '../../src/flow/define.ts';
import { type Deed, deedsAtMost, labelOf, menuPage, purposeOf } from '../../src/flow/flows/menu-page.ts';
import { menus, officerDeeds, producerDeeds, settingsDeeds } from '../../src/flow/flows/menus.ts';
import { flows } from '../../src/flow/flows.ts';
import { parseReference } from '../../src/flow/reference.ts';

const texts = loadTexts(new URL('../../locales', import.meta.url).pathname);
const pages: readonly (readonly [string, readonly Deed[]])[] = [
  ['producers', producerDeeds],
  ['officers', officerDeeds],
  ['settings', settingsDeeds],
  ...menus.map(({ name, deeds }) => [name, deeds] as const),
];

const sceneOf = (world: object): Scene =>
  ({ answers: {}, world, input: { kind: 'start' }, inboundId: 'i' }) as never;

function offered(name: string, world: object): readonly string[] {
  const menu = menus.find((one) => one.name === name);
  const { offer } = menuPage({ title: () => 'title', deeds: () => menu?.deeds ?? [] });
  return typeof offer === 'function' ? offer(sceneOf(world)).map(({ value }) => value) : [];
}

describe.each(pages)('the menu of %s', (_name, deeds) => {
  test('has as many buttons as Zalo shows, at most', () => {
    expect(deeds.length).toBeGreaterThan(1);
    expect(deeds.length).toBeLessThanOrEqual(deedsAtMost);
  });

  test('leads to conversations that may be begun there', () => {
    const dead = deeds.filter(({ to }) => {
      const { flow, step } = parseReference(to);
      return flows[flow] === undefined || (step !== undefined && !flows[flow].entries.includes(step));
    });
    expect(dead).toEqual([]);
  });

  test('says of each what it is called and what it is for, in both languages', () => {
    const keys = deeds.flatMap((deed) => [labelOf(deed), purposeOf(deed)]);
    const missing = keys.flatMap((key) =>
      languages.filter((one) => !texts.has(key, one)).map((one) => [key, one]),
    );
    expect(missing).toEqual([]);
  });

  test('has names that fit on a button and purposes that fit on two lines', () => {
    const long = languages.flatMap((language) =>
      deeds.flatMap((deed) => [
        ...[texts.text(labelOf(deed), {}, language)].filter((text) => text.length > 26),
        ...[texts.text(purposeOf(deed), {}, language)].filter((text) => text.length > 70),
      ]),
    );
    expect(long).toEqual([]);
  });
});

describe('what a person sees first', () => {
  const none = { myIdeas: [], myCertificates: { certificates: [], proposed: [], claims: [] } };

  test('is to send an idea, for who is new', () => {
    expect(offered('my-products', none)[0]).toBe('register-idea');
  });

  test('is what became of the ideas, for who sent some', () => {
    expect(offered('my-products', { ...none, myIdeas: [{}] }).slice(0, 2)).toEqual([
      'my-ideas',
      'register-idea',
    ]);
  });

  test('is the certificate, for who has one', () => {
    const owner = { myIdeas: [{}], myCertificates: { ...none.myCertificates, certificates: [{}] } };
    expect(offered('my-products', owner)[0]).toBe('certificates');
  });

  test('are the own seats, for who has some', () => {
    expect(offered('gatherings', { mySeats: [] })[0]).toBe('classes');
    expect(offered('gatherings', { mySeats: [{}] })[0]).toBe('my-classes');
  });
});

test('each menu says its title', () => {
  const titles = menus.map(({ name }) => `menu.title.${name}`);
  expect(titles.filter((key) => !texts.has(key, 'vi') || !texts.has(key, 'en'))).toEqual([]);
});
