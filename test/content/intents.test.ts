import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadIntents } from '../../src/content/intents.ts';
import { ConfigError } from '../../src/core/error.ts';

const path = fileURLToPath(new URL('../../content/intents.yaml', import.meta.url));

function faultsOf(yaml: string): readonly string[] {
  const file = join(mkdtempSync(join(tmpdir(), 'intents-')), 'intents.yaml');
  writeFileSync(file, yaml);
  try {
    loadIntents(file);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map((fault) => fault.replace(file, 'intents.yaml'));
    throw error;
  }
  return [];
}

const small = (globals: string, flows: string) => `polite:
  before: [dạ]
  after: [ạ]
globals:
${globals}
flows:
${flows}
`;

describe('the phrases', () => {
  const data = loadIntents(path);

  it('cover every flow of the first capability and every global word, in both languages', () => {
    expect(Object.keys(data.flows)).toEqual(
      expect.arrayContaining([
        'announce',
        'announcement-progress',
        'announcements',
        'ask-officer',
        'calendar',
        'call-list',
        'certificates',
        'officer-certificates',
        'questions',
        'classes',
        'check-in',
        'class-papers',
        'events',
        'my-classes',
        'criteria',
        'self-check',
        'dossier',
        'handbook',
        'help',
        'link',
        'my-ideas',
        'officer',
        'privacy',
        'profile',
        'register-idea',
        'settings',
        'stop',
        'welcome',
      ]),
    );
    expect(new Set(Object.keys(data.globals))).toEqual(
      new Set(['back', 'cancel', 'edit', 'help', 'later', 'menu', 'no', 'resume', 'skip', 'stop', 'yes']),
    );
    for (const list of [...Object.values(data.flows), ...Object.values(data.globals)])
      expect(list.length).toBeGreaterThan(4);
  });
});

describe('broken phrases are refused with file and line', () => {
  it('refuses a phrase claimed by two meanings, also when only the diacritics differ', () => {
    const faults = faultsOf(
      small(
        '  stop:\n    vi: [dừng]\n    en: []',
        '  help:\n    vi:\n      - [giúp]\n      - [đúng, trợ giúp]\n    en: []',
      ),
    );
    expect(faults).toEqual([
      'intents.yaml:12: flows.help.vi.1.0: "đúng" is already claimed by stop ("dừng")',
    ]);
  });

  it('accepts it when one of them counts only with its diacritics', () => {
    expect(
      faultsOf(small('  stop:\n    vi: [dừng]\n    en: []', '  help:\n    vi: ["đúng!"]\n    en: []')),
    ).toEqual([]);
  });

  it('accepts two spellings of one meaning, but not the same phrase twice', () => {
    expect(
      faultsOf(small('  stop:\n    vi: [ngừng, ngưng]\n    en: []', '  help:\n    vi: [a]\n    en: []')),
    ).toEqual([]);
    expect(
      faultsOf(small('  stop:\n    vi: [hủy, huỷ]\n    en: []', '  help:\n    vi: [a]\n    en: []'))[0],
    ).toContain('"huỷ" is already claimed by stop ("hủy")');
  });

  it('refuses a flow phrase without letters, an unknown key and broken YAML', () => {
    expect(
      faultsOf(small('  stop:\n    vi: [dừng]\n    en: []', '  help:\n    vi: ["?"]\n    en: []'))[0],
    ).toBe('intents.yaml:10: flows.help.vi.0: "?" has no letters');
    expect(faultsOf(small('  stop:\n    vn: [dừng]', '  help:\n    vi: [a]\n    en: []'))[0]).toMatch(
      /^intents\.yaml:6: globals\.stop: .*vn/,
    );
    expect(faultsOf('polite: [')[0]).toMatch(/^intents\.yaml:\d+: /);
  });
});
