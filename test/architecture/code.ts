/** The error codes the source raises, found where they are made: refusals, input errors and bugs. */
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
