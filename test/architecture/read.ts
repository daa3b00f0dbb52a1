/** Reads and parses every TypeScript file below a folder of the project, generated ones left out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Module, scan } from './scan.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Gives the modules below `folder`, e.g. `src`, with paths relative to the root. */
export function readModules(folder: string): Module[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'))
    .filter((path) => !path.includes('/generated/'))
    .sort()
    .map((path) => scan(path, readFileSync(join(root, path), 'utf8')));
}
