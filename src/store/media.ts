/** Which files are kept, with what type and size; the bytes are in files (media-files.ts). */
import type { MediaId } from '../core/model.ts';
import type { PrismaClient } from './generated/client.ts';

export interface MediaRecords {
  add(record: { id: MediaId; mime: string; size: number }): Promise<void>;
  /** The type of a kept file, `null` when it is not there. */
  mimeOf(id: MediaId): Promise<string | null>;
  /** Removes the record unless somebody still uses the file; says whether it is gone. */
  drop(id: MediaId): Promise<boolean>;
}

export function createMediaRecords(prisma: PrismaClient): MediaRecords {
  return {
    add: async (record) => {
      await prisma.media.createMany({ data: [record], skipDuplicates: true });
    },
    mimeOf: async (id) => {
      const found = await prisma.media.findUnique({ where: { id }, select: { mime: true } });
      return found?.mime ?? null;
    },
    drop: async (id) => {
      const { count } = await prisma.media.deleteMany({ where: { id, uses: { none: {} } } });
      return count > 0;
    },
  };
}
