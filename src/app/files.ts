/** Links to documents that a chat cannot carry. */
import type { Config } from '../config.ts';
import { keepKey } from '../store/key-file.ts';
import { createFileLinks, type FileLinks } from '../web/file-link.ts';

/** Under the address people reach us by; on this machine only while nobody else is there. `null`: there is no address. */
export function fileLinksOf({ web, dataDir, simulator }: Config): FileLinks | null {
  const base = web.publicUrl ?? (simulator ? `http://localhost:${web.port}` : null);
  return base === null ? null : createFileLinks(keepKey(dataDir, 'file-link.key'), base);
}
