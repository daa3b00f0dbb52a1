import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadIntents } from '../../src/content/intents.ts';
import { faultsOf } from '../support/faults.ts';

const path = fileURLToPath(new URL('../../content/intents.yaml', import.meta.url));

function faultsIn(yaml: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'intents-'));
  const file = join(folder, 'intents.yaml');
  writeFileSync(file, yaml);
  return faultsOf(() => loadIntents(file), folder);
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
        'received',
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
    const faults = faultsIn(
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
      faultsIn(small('  stop:\n    vi: [dừng]\n    en: []', '  help:\n    vi: ["đúng!"]\n    en: []')),
    ).toEqual([]);
  });

  it('accepts two spellings of one meaning, but not the same phrase twice', () => {
    expect(
      faultsIn(small('  stop:\n    vi: [ngừng, ngưng]\n    en: []', '  help:\n    vi: [a]\n    en: []')),
    ).toEqual([]);
    expect(
      faultsIn(small('  stop:\n    vi: [hủy, huỷ]\n    en: []', '  help:\n    vi: [a]\n    en: []'))[0],
    ).toContain('"huỷ" is already claimed by stop ("hủy")');
  });

  it('refuses a flow phrase without letters, an unknown key and broken YAML', () => {
    expect(
      faultsIn(small('  stop:\n    vi: [dừng]\n    en: []', '  help:\n    vi: ["?"]\n    en: []'))[0],
    ).toBe('intents.yaml:10: flows.help.vi.0: "?" has no letters');
    expect(faultsIn(small('  stop:\n    vn: [dừng]', '  help:\n    vi: [a]\n    en: []'))[0]).toMatch(
      /^intents\.yaml:6: globals\.stop: .*vn/,
    );
    expect(faultsIn('polite: [')[0]).toMatch(/^intents\.yaml:\d+: /);
  });
});
