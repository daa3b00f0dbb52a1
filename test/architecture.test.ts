/**
 * The house rules of design and style, checked on every file: who imports whom, what pure code may not touch, how
 * large a piece may be. Each rule is also shown a planted violation, so that a blind checker cannot stay green.
 */
import { describe, expect, it } from 'vitest';
import { languages } from '../src/core/model.ts';
import { findCodes, textOf } from './architecture/code.ts';
import { findCycles } from './architecture/cycle.ts';
import { readModules } from './architecture/read.ts';
import { rules } from './architecture/rule.ts';
import { scan } from './architecture/scan.ts';

const modules = readModules('src');
const others = [...readModules('test'), ...readModules('bench')];

const say = (faults: readonly { at: string; what: string }[]) =>
  faults.map(({ at, what }) => `${at} ${what}`);

describe('the source', () => {
  it('was really looked at', () => {
    expect(modules.length).toBeGreaterThan(150);
    expect(modules.flatMap(({ imports }) => imports).length).toBeGreaterThan(400);
    expect(others.length).toBeGreaterThan(50);
  });

  it.each(Object.entries(rules))('keeps the rule %s', (_, rule) => {
    expect(say(modules.flatMap(rule))).toEqual([]);
  });

  it('has no circles of imports', () => {
    expect(findCycles(modules).map((path) => path.join(' → '))).toEqual([]);
  });
});

describe('tests and benches', () => {
  it('are small, named and plain TypeScript as well', () => {
    const faults = others.flatMap((module) => [
      ...rules.plainTypeScript(module),
      ...rules.tellingNames(module),
      ...rules.smallPieces(module).filter(({ what }) => what.includes('in one file')),
    ]);
    expect(say(faults)).toEqual([]);
  });
});

describe('error codes', () => {
  it('are found at all', () => {
    expect(findCodes(modules).length).toBeGreaterThan(5);
  });

  it.each(languages)('all have a text in %s', (language) => {
    const silent = findCodes(modules).filter(({ code }) => textOf(code, language) === null);
    expect(silent.map(({ at, code }) => `${at} ${code}`)).toEqual([]);
  });
});

describe('the checker itself', () => {
  const header = '/** A planted file. */\n';
  const planted: readonly (readonly [keyof typeof rules, string, string, number])[] = [
    ['importTable', 'src/core/x.ts', "import { z } from 'zod';", 2],
    ['importTable', 'src/core/x.ts', "import type { Log } from '../ports.ts';", 2],
    ['importTable', 'src/core/x.ts', "const fs = await import('node:fs');", 2],
    ['importTable', 'src/core/x.ts', "export * from '../flow/define.ts';", 2],
    ['importTable', 'src/core/x.ts', "type T = import('../store/store.ts').Store;", 2],
    ['importTable', 'src/flow/flows/x.ts', "import { z } from 'zod';", 2],
    ['importTable', 'src/service/x.ts', "import { z } from 'zod';", 2],
    ['importTable', 'src/service/x.ts', "import { createStore } from '../store/store.ts';", 2],
    ['importTable', 'src/service/x.ts', "import { readFile } from 'node:fs/promises';", 2],
    ['importTable', 'src/web/x.ts', "import { createStore } from '../store/store.ts';", 2],
    ['importTable', 'src/store/x.ts', "import { Telegraf } from 'telegraf';", 2],
    ['importTable', 'src/channel/zalo/x.ts', "import { Telegraf } from 'telegraf';", 2],
    ['importTable', 'src/channel/zalo/x.ts', "import { a } from '../telegram/adapter.ts';", 2],
    [
      'importTable',
      'src/channel/zalo/sdk/x.ts',
      "import type { Inbound } from '../../../core/message.ts';",
      2,
    ],
    ['importTable', 'src/channel/zalo/sdk/x.ts', "import { z } from 'zod';", 2],
    ['importTable', 'src/queue/x.ts', "import { createStore } from '../store/store.ts';", 2],
    ['importTable', 'src/new-room/x.ts', 'export const a = 1;', 1],
    ['portsAreTypes', 'src/ports.ts', "import { ok } from './core/error.ts';", 2],
    ['noClockNoChance', 'src/core/x.ts', '// xã, phường, đặc khu\nconst t = Date.now();', 3],
    ['noClockNoChance', 'src/core/x.ts', 'const t = new Date();', 2],
    ['noClockNoChance', 'src/core/x.ts', "const t = Date['now']();", 2],
    ['noClockNoChance', 'src/core/x.ts', 'const t = Date();', 2],
    ['noClockNoChance', 'src/flow/x.ts', 'const t = Math.random();', 2],
    ['noClockNoChance', 'src/service/x.ts', 'const id = crypto.randomUUID();', 2],
    ['noClockNoChance', 'src/service/x.ts', 'const home = process.env.HOME;', 2],
    ['nothingAsync', 'src/core/x.ts', 'export async function f() {}', 2],
    ['nothingAsync', 'src/flow/x.ts', 'export const f = () => setTimeout(g, 1);', 2],
    ['nothingAsync', 'src/flow/x.ts', 'export type P = Promise<void>;', 2],
    ['environmentHasOneDoor', 'src/store/x.ts', "const url = process.env['DATABASE_URL'];", 2],
    ['environmentHasOneDoor', 'src/store/x.ts', 'const env = { ...process.env };', 2],
    ['plainTypeScript', 'src/web/x.ts', 'export const a = (b: any) => b;', 2],
    ['plainTypeScript', 'src/web/x.ts', 'export const a = b!.c;', 2],
    ['plainTypeScript', 'src/web/x.ts', 'export default 1;', 2],
    ['plainTypeScript', 'src/web/x.ts', '// @ts-expect-error no\nexport const a = b;', 2],
    ['smallPieces', 'src/web/x.ts', 'export const a = 1;\n'.repeat(250), 251],
    ['smallPieces', 'src/web/x.ts', `export function a() {${'\n'.repeat(40)}}`, 2],
    ['tellingNames', 'src/web/utils.ts', '', 1],
    ['tellingNames', 'src/web/helpers/x.ts', '', 1],
    ['tellingNames', 'src/web/index.ts', '', 1],
  ];

  const short = (code: string) => code.split('\n')[0]?.slice(0, 60);
  for (const [name, path, code, line] of planted) {
    it(`${name} sees, in ${path}: ${short(code)}`, () => {
      const faults = rules[name](scan(path, header + code));
      expect(faults.map(({ at }) => at)).toEqual([`${path}:${line}`]);
    });
  }

  it('sees a file without a header', () => {
    expect(rules.headers(scan('src/web/x.ts', "import 'hono';"))).toHaveLength(1);
  });

  it.each([
    ['src/core/x.ts', "import { a } from './model.ts';\nexport const t = new Date(5).getTime();"],
    ['src/core/x.ts', 'export const text = \'import { z } from "zod"; Date.now()\'; // process.env'],
    [
      'src/flow/flows/x.ts',
      "import { step } from '../define.ts';\nimport type { Day } from '../../core/model.ts';",
    ],
    ['src/channel/telegram/x.ts', "import { Telegraf } from 'telegraf';\nexport const t = Date.now();"],
    ['src/app/x.ts', "import { createStore } from '../store/store.ts';\nimport anything from 'anything';"],
  ])('leaves in peace, in %s: %s', (path, code) => {
    const module = scan(path, header + code);
    expect(say(Object.values(rules).flatMap((rule) => rule(module)))).toEqual([]);
  });

  it('sees a circle of imports, but none that only types make', () => {
    const file = (name: string, code: string) => scan(`src/core/${name}.ts`, code);
    const value = "import { b } from './b.ts';";
    const circle = [
      file('a', value),
      file('b', "import { c } from './c.ts';"),
      file('c', "import './a.ts';"),
    ];
    expect(findCycles(circle)).toEqual([
      ['src/core/a.ts', 'src/core/b.ts', 'src/core/c.ts', 'src/core/a.ts'],
    ]);
    const types = [file('a', value), file('b', "import { type A, type B } from './a.ts';")];
    expect(findCycles(types)).toEqual([]);
  });

  it('sees error codes', () => {
    const code =
      "throw new InputError('a.b', 401);\nconst r = refuse('c.d', { n: 1 });\nnew Bug(`e`, x); refuse(other)";
    expect(findCodes([scan('src/web/x.ts', code)])).toEqual([
      { code: 'a.b', at: 'src/web/x.ts:1' },
      { code: 'c.d', at: 'src/web/x.ts:2' },
    ]);
  });
});
