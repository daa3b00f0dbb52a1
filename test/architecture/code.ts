/** The error codes the source raises, found where they are made: refusals, input errors and bugs; and their texts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../src/core/model.ts';
import { root } from './read.ts';
import { dotted, literal, type Module, type Node } from './scan.ts';

export interface RaisedCode {
  readonly code: string;
  /** `path:line` */
  readonly at: string;
}

const makers = new Set(['refuse', 'InputError', 'Bug']);

/** Gives every code written out as a string, with the place that raises it. */
export function findCodes(modules: readonly Module[]): RaisedCode[] {
  return modules.flatMap((module) =>
    module.nodes.flatMap((node) => {
      const code = codeOf(node);
      return code === null ? [] : [{ code, at: `${module.path}:${module.lineOf(node)}` }];
    }),
  );
}

function codeOf(node: Node): string | null {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return null;
  if (!makers.has(dotted(node.callee) ?? '')) return null;
  return Array.isArray(node.arguments) ? literal(node.arguments[0]) : null;
}

/** The text of a code in `locales/`, or null. */
export function textOf(code: string, language: Language): string | null {
  const folder = join(root, 'locales', language);
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const found = reach(JSON.parse(readFileSync(join(folder, name), 'utf8')), code.split('.'));
    if (typeof found === 'string') return found;
  }
  return null;
}

function reach(tree: unknown, [first, ...rest]: readonly string[]): unknown {
  if (first === undefined) return tree;
  if (typeof tree !== 'object' || tree === null) return undefined;
  return reach(Object.entries(tree).find(([key]) => key === first)?.[1], rest);
}

/** Gives the README's table of codes, in the alphabet's order. */
export function describeCodes(modules: readonly Module[]): string {
  const codes = [...new Set(findCodes(modules).map(({ code }) => code))].sort((a, b) => (a < b ? -1 : 1));
  const rows = codes.map(
    (code) => `| \`${code}\` | ${(textOf(code, 'en') ?? '–').replaceAll(/\s+/g, ' ')} |`,
  );
  return ['| Code | What it says |', '|---|---|', ...rows].join('\n');
}
