/** Files people and the bot sent, kept in memory up to a total; the oldest leave first. */
import { createHash } from 'node:crypto';

/** Bots can download files of up to 20 MB (https://core.telegram.org/bots/api#getfile). */
export const downloadBytesAtMost = 20 * 1024 * 1024;

export interface ShelfFile {
  readonly id: string;
  readonly uniqueId: string;
  readonly path: string;
  readonly size: number;
  readonly mime: string;
  readonly name?: string;
  /** Absent for files too big to be downloaded: only their size matters. */
  readonly bytes?: Uint8Array;
}

export interface FileShelf {
  put(file: { bytes: Uint8Array; mime: string; folder: string; name?: string }): ShelfFile;
  byId(id: string): ShelfFile | undefined;
  byPath(path: string): ShelfFile | undefined;
}

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'audio/ogg': 'oga',
  'video/mp4': 'mp4',
  'application/pdf': 'pdf',
};

export function createFileShelf(totalBytesAtMost: number): FileShelf {
  const byId = new Map<string, ShelfFile>();
  const byPath = new Map<string, ShelfFile>();
  let total = 0;
  let count = 0;
  const dropOldest = () => {
    const oldest = byId.values().next();
    if (oldest.done) return;
    byId.delete(oldest.value.id);
    byPath.delete(oldest.value.path);
    total -= oldest.value.bytes?.byteLength ?? 0;
  };
  return {
    put({ bytes, mime, folder, name }) {
      const uniqueId = createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
      const id = `AgAC${uniqueId}${count}`;
      const path = `${folder}/file_${count}.${extensions[mime] ?? 'bin'}`;
      count += 1;
      const kept = bytes.byteLength <= downloadBytesAtMost ? { bytes } : {};
      const named = name === undefined ? {} : { name };
      const file: ShelfFile = { id, uniqueId, path, size: bytes.byteLength, mime, ...named, ...kept };
      byId.set(id, file);
      byPath.set(path, file);
      total += file.bytes?.byteLength ?? 0;
      while (total > totalBytesAtMost && byId.size > 1) dropOldest();
      return file;
    },
    byId: (id) => byId.get(id),
    byPath: (path) => byPath.get(path),
  };
}
