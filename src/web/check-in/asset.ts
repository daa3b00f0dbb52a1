/** The page's scripts and styles, read from `public/check-in/`, which lies beside both `src/` and `dist/`; jsQR comes from its package. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const folder = new URL('../../../public/check-in/', import.meta.url);
const script = 'text/javascript; charset=utf-8';

const types: Readonly<Record<string, string>> = {
  'app.js': script,
  'fold.js': script,
  'keep.js': script,
  'list.js': script,
  'scan.js': script,
  'sync.js': script,
  'worker.js': script,
  'style.css': 'text/css; charset=utf-8',
  'jsqr.js': script,
};

export const assetNames: readonly string[] = Object.keys(types);

/** The asset of that name; `null` when there is none. */
export async function readAsset(name: string): Promise<{ body: string; type: string } | null> {
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  if (type === undefined) return null;
  const place = name === 'jsqr.js' ? createRequire(import.meta.url).resolve('jsqr') : new URL(name, folder);
  return { body: await readFile(place, 'utf8'), type };
}
