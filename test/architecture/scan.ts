/** Reads a TypeScript file into what the rules ask about: its imports, its syntax nodes and where they stand. */
import { parseAst } from 'vitest/node';

export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export interface Import {
  /** As written for packages, as a path from the root for our own files. */
  readonly target: string;
  readonly ours: boolean;
  /** Gone after compiling. */
  readonly typeOnly: boolean;
  readonly line: number;
}

export interface Module {
  readonly path: string;
  readonly source: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly nodes: readonly Node[];
  lineOf(node: Node): number;
}

/** Parses one file; `path` is relative to the root, with slashes. @throws when it is no TypeScript */
export function scan(path: string, source: string): Module {
  const lang = path.endsWith('x') ? 'tsx' : 'ts';
  const nodes: Node[] = [];
  collect(parseAst(source, { lang, sourceType: 'module' }), nodes);
  const breaks = [...source.matchAll(/\n/g)].map((match) => match.index);
  const lineOf = (node: Node) => 1 + breaks.filter((at) => at < node.start).length;
  const imports = nodes.flatMap((node) => toImport(path, node, lineOf(node)));
  return { path, source, lines: source.trimEnd().split('\n').length, imports, nodes, lineOf };
}

function collect(value: unknown, into: Node[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, into);
  else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) into.push(value);
    for (const [key, part] of Object.entries(value)) if (key !== 'parent') collect(part, into);
  }
}

function isNode(value: object): value is Node {
  return 'type' in value && typeof value.type === 'string' && 'start' in value;
}

const importing = new Map([
  ['ImportDeclaration', 'importKind'],
  ['ExportNamedDeclaration', 'exportKind'],
  ['ExportAllDeclaration', 'exportKind'],
  ['ImportExpression', null],
  ['TSImportType', null],
]);

function toImport(path: string, node: Node, line: number): Import[] {
  const kind = importing.get(node.type);
  if (kind === undefined) return [];
  const specifier = literal(node.source);
  if (specifier === null) return [];
  const typeOnly =
    node.type === 'TSImportType' || (kind !== null && node[kind] === 'type') || onlyTypes(node);
  const ours = specifier.startsWith('.');
  return [{ target: ours ? join(path, specifier) : specifier, ours, typeOnly, line }];
}

/** `import { type A, type B } from` is dropped by the compiler as well. */
function onlyTypes(node: Node): boolean {
  const parts = node.specifiers;
  return Array.isArray(parts) && parts.length > 0 && parts.every((part: Node) => part.importKind === 'type');
}

/** The value of a plain string, or null. */
export function literal(node: unknown): string | null {
  const fits = typeof node === 'object' && node !== null && 'value' in node && typeof node.value === 'string';
  return fits ? String(node.value) : null;
}

function join(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

/** `Date.now`, `process.env`: an expression of plain names as text, or null. */
export function dotted(node: unknown): string | null {
  if (typeof node !== 'object' || node === null || !isNode(node)) return null;
  if (node.type === 'Identifier') return String(node.name);
  if (node.type !== 'MemberExpression') return null;
  const object = dotted(node.object);
  const property = node.computed === true ? literal(node.property) : dotted(node.property);
  return object === null || property === null ? null : `${object}.${property}`;
}
