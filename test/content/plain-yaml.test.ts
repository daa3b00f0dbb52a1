/** The fast reader of plain YAML reads exactly what the library reads, or declines. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { parsePlainYaml } from '../../src/content/plain-yaml.ts';
import { fc } from '../support/chance.ts';

/** What the library says; `undefined` for a text it refuses. */
function byLibrary(text: string): unknown {
  const document = parseDocument(text);
  return document.errors.length > 0 ? undefined : document.toJS();
}

const files = readdirSync('content', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => [name, readFileSync(`content/${name}`, 'utf8')] as const);

describe('the fast reader of plain YAML', () => {
  it('reads every file as the library does', () => {
    expect(files.length).toBeGreaterThan(70);
    for (const [path, text] of files) {
      const value = parsePlainYaml(text);
      expect(value, path).toBeDefined();
      expect(value, path).toEqual(byLibrary(text));
    }
  });

  it.each([
    ['an anchor of its own line', 'a: &x 1\nb: *x\n'],
    ['a name that nothing has', 'a: [*x]\n'],
    ['a name given twice', 'a: [&x [1], &x [2], *x]\n'],
    ['a collection that holds itself', 'a: [&x [1, *x]]\n'],
    ['a name as a key', 'a: [&x [1], *x : 2]\n'],
    ['a block scalar', 'a: |\n  text\n'],
    ['a folded line', 'a: one\n  two\n'],
    ['a double-quoted text', 'a: "x\\n"\n'],
    ['a fraction', 'a: 1.10\n'],
    ['a key that reads as a fraction', '1.10: x\n'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['nothing', 'a:\n'],
    ['a flow over two lines', 'a: [1,\n  2]\n'],
    ['a list within a list', '- - 1\n'],
    ['a tab', 'a:\t1\n'],
    ['two documents', 'a: 1\n---\nb: 2\n'],
    ['an unclosed quote', "a: 'x\n"],
    ['an unclosed double quote', 'a: "x\n'],
    ['a colon inside', 'a: b: c\n'],
  ])('declines %s', (_, text) => {
    expect(parsePlainYaml(text)).toBeUndefined();
  });

  it('agrees with the library on whatever is done to a file, or declines', () => {
    const scraps = [
      ' ',
      '  ',
      '\n',
      '\n  ',
      "'",
      '"',
      ':',
      ': ',
      ',',
      '{',
      '}',
      '[',
      ']',
      '- ',
      '#',
      ' #',
      '0',
      '1.5',
      '~',
      '!',
      '&a',
      '*a',
      '&a [',
      '*first',
      '|',
      '>',
      '?',
      '? ',
      '%',
      '@',
      'null',
      'y',
    ];
    const excerpts = files.map(([, text]) => text.split('\n').slice(0, 40).join('\n'));
    fc.assert(
      fc.property(
        fc.constantFrom(...excerpts),
        fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...scraps)), { minLength: 1, maxLength: 3 }),
        (text, changes) => {
          const changed = changes.reduce((now, [place, cut, scrap]) => {
            const at = place % (now.length + 1);
            return now.slice(0, at) + scrap + now.slice(at + cut);
          }, text);
          const value = parsePlainYaml(changed);
          if (value !== undefined) expect(value).toEqual(byLibrary(changed));
        },
      ),
      { numRuns: 1500 },
    );
  }, 60_000);
});
