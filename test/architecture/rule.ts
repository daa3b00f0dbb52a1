/** The rules of the house as functions: modules in, faults out, each with the file and the line that offends. */

import { type Room, roomOf } from './room.ts';
import { dotted, type Module, type Node } from './scan.ts';

export interface Fault {
  /** `path:line` */
  readonly at: string;
  readonly what: string;
}

type Rule = (module: Module) => Fault[];

const fault = (module: Module, line: number, what: string): Fault => ({ at: `${module.path}:${line}`, what });

const mayPackage = (room: Room, name: string) =>
  room.packages.some((allowed) => (typeof allowed === 'string' ? allowed === name : allowed.test(name)));

const importTable: Rule = (module) => {
  const room = roomOf(module.path);
  if (room === undefined) return [fault(module, 1, 'stands in no room of the import table')];
  return module.imports.flatMap(({ target, ours, line }) => {
    if (!ours) {
      return mayPackage(room, target) ? [] : [fault(module, line, `${room.name} must not import ${target}`)];
    }
    const other = roomOf(target)?.name;
    const allowed = other === room.name || room.ours.includes('*') || room.ours.includes(other ?? '');
    return allowed
      ? []
      : [fault(module, line, `${room.name} must not import ${target} (${other ?? 'no room'})`)];
  });
};

const portsAreTypes: Rule = (module) =>
  roomOf(module.path)?.name !== 'ports'
    ? []
    : module.imports
        .filter(({ typeOnly }) => !typeOnly)
        .map(({ line, target }) => fault(module, line, `ports import ${target} as a value, not as a type`));

const pure = new Set(['core', 'flow']);
const timeless = new Set(['core', 'flow', 'service']);
const impure = /^(globalThis\.)?(Date\.now|Math\.random|performance\.now|crypto\.\w+|process\.\w+)$/;

const noClockNoChance: Rule = (module) => {
  if (!timeless.has(roomOf(module.path)?.name ?? '')) return [];
  return module.nodes.flatMap((node) => {
    const name = node.type === 'MemberExpression' ? dotted(node) : null;
    if (name !== null && impure.test(name))
      return [fault(module, module.lineOf(node), `${name} in pure code`)];
    return isNow(node) ? [fault(module, module.lineOf(node), 'the clock read by Date()')] : [];
  });
};

/** `new Date()` and `Date()`; with an argument a date is only computed. */
function isNow(node: Node): boolean {
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return false;
  const bare = Array.isArray(node.arguments) && node.arguments.length === 0;
  return dotted(node.callee) === 'Date' && (bare || node.type === 'CallExpression');
}

const asyncNames = new Set([
  'Promise',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
]);

const nothingAsync: Rule = (module) => {
  if (!pure.has(roomOf(module.path)?.name ?? '')) return [];
  return module.nodes
    .filter((node) => {
      const called = node.type === 'Identifier' && asyncNames.has(String(node.name));
      return called || node.async === true || node.type === 'AwaitExpression';
    })
    .map((node) => fault(module, module.lineOf(node), 'something asynchronous in pure code'));
};

/** Only these may look at the environment. */
const readers =
  /^src\/(main|announce|letters|officer|class|certificates|zalo|talk|config|simulator\/main)\.ts$|^src\/talk\//;

const environmentHasOneDoor: Rule = (module) =>
  readers.test(module.path)
    ? []
    : module.nodes
        .filter((node) => node.type === 'MemberExpression' && dotted(node) === 'process.env')
        .map((node) =>
          fault(module, module.lineOf(node), 'process.env outside config and the command lines'),
        );

const forbiddenNodes = new Map([
  ['TSAnyKeyword', '`any`'],
  ['TSNonNullExpression', 'a `!` that silences the compiler'],
  ['ExportDefaultDeclaration', 'a default export'],
  ['TSEnumDeclaration', 'an enum (use a union)'],
]);

/** At the beginning of a line, so that a text that names them is no fault. */
const silencer = /^\s*(\/\/|\/?\*+)\s*(@ts-(ignore|expect-error|nocheck)|biome-ignore-all)/;

const plainTypeScript: Rule = (module) => [
  ...module.nodes
    .filter((node) => forbiddenNodes.has(node.type))
    .map((node) => fault(module, module.lineOf(node), forbiddenNodes.get(node.type) ?? '')),
  ...module.source
    .split('\n')
    .flatMap((text, i) =>
      silencer.test(text) ? [fault(module, i + 1, 'a comment that silences a checker')] : [],
    ),
];

const longestFile = 250;
const longestFunction = 40;

const smallPieces: Rule = (module) => [
  ...(module.lines > longestFile ? [fault(module, module.lines, `${module.lines} lines in one file`)] : []),
  ...module.nodes.filter(isFunction).flatMap((node) => {
    const lines = module.source.slice(node.start, node.end).split('\n').length;
    return lines > longestFunction
      ? [fault(module, module.lineOf(node), `a function of ${lines} lines`)]
      : [];
  }),
];

const isFunction = (node: Node) =>
  ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(node.type);

const vagueName = /(^|\/)(index|utils?|helpers?|common|misc|manager)(\.tsx?$|\/)/;

const tellingNames: Rule = (module) =>
  vagueName.test(module.path) ? [fault(module, 1, 'a name that says nothing, or a barrel')] : [];

const headers: Rule = (module) =>
  /^(#!.*\n)?\/(\*\*|\/)/.test(module.source) ? [] : [fault(module, 1, 'no header that says what it is for')];

export const rules = {
  importTable,
  portsAreTypes,
  noClockNoChance,
  nothingAsync,
  environmentHasOneDoor,
  plainTypeScript,
  smallPieces,
  tellingNames,
  headers,
} satisfies Record<string, Rule>;
