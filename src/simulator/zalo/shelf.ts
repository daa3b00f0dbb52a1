/** Files by id, bounded: when there is too much, the oldest lose their bytes but stay known. */

export interface ShelfFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** Virtual time. */
  readonly at: number;
  readonly kind: 'image' | 'gif' | 'file' | 'sent';
}

export interface Shelf {
  put(id: string, file: ShelfFile): void;
  get(id: string): ShelfFile | undefined;
}

const NOTHING = new Uint8Array();

export function createShelf(maxBytes = 64 * 1024 * 1024): Shelf {
  const files = new Map<string, ShelfFile>();
  const full: string[] = [];
  let held = 0;
  return {
    put(id, file) {
      files.set(id, file);
      full.push(id);
      held += file.bytes.length;
      while (held > maxBytes) {
        const oldest = full.shift() ?? '';
        const emptied = files.get(oldest);
        if (!emptied) return;
        held -= emptied.bytes.length;
        files.set(oldest, { ...emptied, bytes: NOTHING });
      }
    },
    get: (id) => files.get(id),
  };
}
