/** The page's script and styles, read from `public/simulator/`, which lies beside both `src/` and `dist/`. */
import { readFile } from 'node:fs/promises';

const folder = new URL('../../../public/simulator/', import.meta.url);

const script = 'text/javascript; charset=utf-8';
const style = 'text/css; charset=utf-8';
const types: Readonly<Record<string, string>> = {
  'simulator.js': script,
  'chat.js': script,
  'chat-log.js': script,
  'composer.js': script,
  'message.js': script,
  'person.js': script,
  'people.js': script,
  'add-person.js': script,
  'sending.js': script,
  'zalo-phone.js': script,
  'zalo-window.js': script,
  'zalo-message.js': script,
  'zalo-info.js': script,
  'sample-photo.js': script,
  'simulator.css': style,
  'people.css': style,
  'chat.css': style,
  'foot.css': style,
  'message.css': style,
  'zalo.css': style,
  'zalo-window.css': style,
};

/** The asset of that name; `null` when there is none. */
export async function readAsset(name: string): Promise<{ body: string; type: string } | null> {
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  return type === undefined ? null : { body: await readFile(new URL(name, folder), 'utf8'), type };
}
