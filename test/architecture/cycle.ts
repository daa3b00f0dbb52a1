/** Finds circles of imports that remain after compiling; circles of types alone do no harm. */
import type { Module } from './scan.ts';

/** Gives each circle once, as the path that closes it. */
export function findCycles(modules: readonly Module[]): string[][] {
  const next = new Map(
    modules.map((module) => [
      module.path,
      module.imports.filter(({ ours, typeOnly }) => ours && !typeOnly).map(({ target }) => target),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (path: string, trail: readonly string[]) => {
    const seenAt = trail.indexOf(path);
    if (seenAt >= 0) cycles.push([...trail.slice(seenAt), path]);
    if (seenAt >= 0 || done.has(path)) return;
    for (const target of next.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return cycles;
}
