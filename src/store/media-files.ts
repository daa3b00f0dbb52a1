/** Photos and documents as files named by the hash of their bytes, in folders only our account may enter. */
import { createHash, randomBytes } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MediaId } from '../core/model.ts';
import type { FetchedFile, MediaStore } from '../ports.ts';
import type { MediaRecords } from './media.ts';

const validId = /^[0-9a-f]{64}$/;

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Writes beside the target and moves it there, so that a crash leaves no half file under its name. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const writing = `${path}.${randomBytes(4).toString('hex')}`;
  const file = await open(writing, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(writing, path);
}

/**
 * The media store under `folder`, e.g. DATA_DIR/media.
 * @param records the table beside the files
 */
export function createMediaFiles(folder: string, records: MediaRecords): MediaStore {
  const pathOf = (id: MediaId) => join(folder, id.slice(0, 2), id.slice(2, 4), id);

  const keep = async ({ bytes, mime }: FetchedFile): Promise<MediaId> => {
    const id = createHash('sha256').update(bytes).digest('hex') as MediaId;
    const path = pathOf(id);
    if (!(await exists(path))) await writeWhole(path, bytes);
    await records.add({ id, mime, size: bytes.byteLength });
    // Somebody else's removal of the same bytes may have come between.
    if (!(await exists(path))) await writeWhole(path, bytes);
    return id;
  };
  return {
    keep,
    read: async (id) => {
      if (!validId.test(id)) return null;
      const mime = await records.mimeOf(id);
      if (mime === null) return null;
      const bytes = await readFile(pathOf(id)).catch(() => null);
      return bytes && { bytes, mime };
    },
    remove: async (id) => {
      if (validId.test(id) && (await records.drop(id))) await rm(pathOf(id), { force: true });
    },
  };
}
