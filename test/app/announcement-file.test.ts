import { describe, expect, it } from 'vitest';
import { readAnnouncementFile } from '../../src/app/announcement-file.ts';
import { faultsOf } from '../support/faults.ts';

const sound = {
  kind: 'fair',
  text: { vi: 'Mời bà con dự hội chợ.' },
  units: ['05512'],
};

const faultsIn = (text: string) => faultsOf(() => readAnnouncementFile('f.json', text));

describe("an operator's announcement file", () => {
  it('is read whole, with times of Vietnam and the usual class of its kind', () => {
    const file = {
      ...sound,
      sendAt: '2026-12-01 08:00',
      audience: { stars: [4] },
      exclude: [{ role: 'officer' }],
    };
    expect(readAnnouncementFile('f.json', JSON.stringify(file))).toMatchObject({
      class: 'official_notice',
      sendAt: Date.UTC(2026, 11, 1, 1, 0),
      audience: { stars: [4], exclude: [{ role: 'officer' }] },
      buttons: [],
    });
  });

  it('tells every fault with its line, not only the first', () => {
    const text = [
      '{',
      '  "kind": "fairs",',
      '  "text": { "en": "Hello" },',
      '  "sendAt": "2026-13-01 08:00",',
      '  "units": ["05512", "5512"],',
      '  "colour": "red"',
      '}',
    ].join('\n');
    const faults = faultsIn(text);
    expect(faults.map((fault) => /^f\.json:(\d+): ([\w.]+)/u.exec(fault)?.slice(1))).toEqual([
      ['2', 'kind'],
      ['3', 'text.vi'],
      ['4', 'sendAt'],
      ['5', 'units.1'],
      ['6', 'colour'],
    ]);
  });

  it('that is no JSON at all is told by line too', () => {
    expect(faultsIn('{\n  "kind": "fair",\n  "text": {\n')[0]).toMatch(/^f\.json:\d+: /u);
    expect(faultsIn('')[0]).toMatch(/^f\.json:1: the file: /u);
  });

  it.each([
    ['units', []],
    ['buttons', [{ kind: 'dance' }]],
    ['audience', { stars: [7] }],
    ['audience', { certificateEnds: { from: '2026-02-30', to: '2026-03-01' } }],
  ])('is refused with %s = %j', (field, value) => {
    expect(faultsIn(JSON.stringify({ ...sound, [field]: value }))).toHaveLength(1);
  });
});
