/** What the container image needs without building it: sources of its Dockerfile, what .dockerignore lets in, what the service reads. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = new URL('../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');

interface Copy {
  readonly from: string | null;
  readonly sources: readonly string[];
}

const lines = read('Dockerfile').split('\n');
const copyOf = (line: string): Copy[] => {
  const words = line.split(/\s+/);
  if (words[0] !== 'COPY') return [];
  const flags = words.filter((word) => word.startsWith('--'));
  const from = flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length) ?? null;
  return [{ from, sources: words.slice(1 + flags.length, -1) }];
};
const context = lines.flatMap(copyOf).flatMap(({ from, sources }) => (from === null ? sources : []));
/** The last stage is what runs. */
const final = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM'))).flatMap(copyOf);
const inImage = final.flatMap(({ from, sources }) => (from === null ? sources : []));

const [first, ...rules] = read('.dockerignore').trim().split('\n');
const letIn = rules.flatMap((rule) => (rule.startsWith('!') ? [rule.slice(1)] : []));
const covers = (folder: string, path: string) => path === folder || path.startsWith(`${folder}/`);

/** Files and folders beside `src` that the code names, from the root. */
function* namedBySource(): Generator<readonly [string, string]> {
  for (const name of readdirSync(new URL('src', root), { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(name)) continue;
    const file = `src/${name.replaceAll('\\', '/')}`;
    const source = read(file);
    const base = new URL(file, root);
    for (const [, path = ''] of source.matchAll(/new URL\('((?:\.\.\/)+[^']+)',\s*import\.meta\.url\)/g))
      yield [file, relative(fileURLToPath(root), fileURLToPath(new URL(path, base)))];
    for (const [, path = ''] of source.matchAll(/\bpath\('((?:content|locales|public|prisma)[^']*)'\)/g))
      yield [file, path];
  }
}

describe('the container image', () => {
  it('is built from files that exist and that .dockerignore lets in', () => {
    expect(context.length).toBeGreaterThan(5);
    expect(context.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
    expect(context.filter((path) => !letIn.some((folder) => covers(folder, path)))).toEqual([]);
  });

  it('takes nothing that is not named: no secret, no data', () => {
    expect(first).toBe('*');
    expect(letIn.filter((path) => /\*|^\.env|^data|^\.git/.test(path))).toEqual([]);
    expect(context.filter((path) => path === '.' || path.includes('*'))).toEqual([]);
  });

  it('has every file beside the code that the code names', () => {
    const named = [...namedBySource()].filter(([, path]) => path !== '');
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(([, path]) => !inImage.some((folder) => covers(folder, path)))).toEqual([]);
  });

  it('starts with the flags of `npm start`', () => {
    const command = lines.find((line) => line.startsWith('CMD ')) ?? '';
    const { start } = JSON.parse(read('package.json')).scripts;
    expect(JSON.parse(command.slice('CMD '.length)).join(' ')).toBe(start);
  });
});
