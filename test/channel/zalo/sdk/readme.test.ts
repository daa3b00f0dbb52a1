import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  FAULT_CLASSES,
  FAULT_TABLES,
  type FaultTable,
  OAUTH_FAULTS,
} from '../../../../src/channel/zalo/sdk/mod.ts';

const README = new URL('../../../../src/channel/zalo/sdk/README.md', import.meta.url);
const START = '<!-- tables: written by test/channel/zalo/sdk/readme.test.ts, UPDATE=1 rewrites -->';
const END = '<!-- end of tables -->';

const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const byNumber = ([a]: [string, unknown], [b]: [string, unknown]): number => Number(b) - Number(a);

function remarks(fault: FaultTable[string]): string {
  return [
    fault.scope && `scope: ${fault.scope}`,
    fault.until && `until: ${fault.until}`,
    fault.retries && `at most ${fault.retries} retries`,
    fault.mayDuplicate && 'may have been delivered',
    fault.optOut && 'opt-out',
    fault.alert && 'alert',
    fault.weak && 'one source',
    fault.note,
    ...(fault.variants ?? []).map(
      (v) =>
        `with ${v.messageHas ? `"${v.messageHas}" in the message` : `${v.pathHas} in the path`}: ${v.fault.class}, ${v.fault.gist}`,
    ),
  ]
    .filter(Boolean)
    .join('; ');
}

function table(title: string, faults: FaultTable): readonly string[] {
  const rows = Object.entries(faults)
    .toSorted(byNumber)
    .map(([code, fault]) => row(code, fault.class, fault.gist, remarks(fault)));
  return ['', `### ${title}`, '', row('Code', 'Class', 'Meaning', 'Remarks'), '|---|---|---|---|', ...rows];
}

function tables(): string {
  const classes = Object.entries(FAULT_CLASSES).map(([name, meaning]) => row(`\`${name}\``, meaning));
  const oauth = Object.entries(OAUTH_FAULTS)
    .toSorted(byNumber)
    .map(([code, fault]) => row(code, fault.class, fault.gist, fault.weak ? 'one source' : ''));
  return [
    START,
    '',
    row('Class', 'What to do'),
    '|---|---|',
    ...classes,
    ...table('openapi.zalo.me', FAULT_TABLES.openapi),
    ...table('business.openapi.zalo.me', FAULT_TABLES.business),
    '',
    '### Token endpoint',
    '',
    row('Code', 'Class', 'Meaning', 'Remarks'),
    '|---|---|---|---|',
    ...oauth,
    '',
    END,
  ].join('\n');
}

/** The formatter pads the columns of tables. */
const plain = (markdown: string): string => markdown.replaceAll(/ +/g, ' ').replaceAll(/ ?-{3,} ?/g, '---');

describe('the README', () => {
  test('prints the error tables as the code has them', () => {
    const text = readFileSync(README, 'utf8');
    const before = text.slice(0, text.indexOf(START));
    const after = text.slice(text.indexOf(END) + END.length);
    if (process.env.UPDATE) writeFileSync(README, `${before}${tables()}${after}`);
    expect(plain(readFileSync(README, 'utf8'))).toBe(plain(`${before}${tables()}${after}`));
  });
});
