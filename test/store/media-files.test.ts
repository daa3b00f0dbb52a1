import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MediaId } from '../../src/core/model.ts';
import type { MediaStore } from '../../src/ports.ts';
import { createMediaFiles } from '../../src/store/media-files.ts';
import { type TestStore, testStore } from '../support/database.ts';

describe('media files', () => {
  let place: TestStore;
  let folder: string;
  let media: MediaStore;
  const photo = (text: string) => ({ bytes: new TextEncoder().encode(text), mime: 'image/jpeg' });
  const files = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  beforeAll(async () => {
    place = await testStore();
    folder = join(mkdtempSync(join(tmpdir(), 'ocop-media-')), 'media');
    media = createMediaFiles(folder, place.store.media);
  });
  afterAll(async () => {
    await place.close();
    rmSync(dirname(folder), { recursive: true, force: true });
  });

  it('are kept under the hash of their bytes, readable by us alone', async () => {
    const id = await media.keep(photo('one'));
    expect(id).toBe(createHash('sha256').update('one').digest('hex'));
    const path = join(folder, id.slice(0, 2), id.slice(2, 4), id);
    expect(readFileSync(path, 'utf8')).toBe('one');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(await media.read(id)).toMatchObject({ mime: 'image/jpeg' });
    expect(Buffer.from((await media.read(id))?.bytes ?? []).toString()).toBe('one');
  });

  it('are one file for the same bytes, also when they come at once', async () => {
    const before = files().length;
    const ids = await Promise.all([1, 2, 3, 4].map(() => media.keep(photo('twice'))));
    expect(new Set(ids).size).toBe(1);
    expect(files()).toHaveLength(before + 1);
  });

  it('are gone when removed, and removing them again does no harm', async () => {
    const id = await media.keep(photo('gone'));
    const before = files().length;
    await media.remove(id);
    await media.remove(id);
    expect(await media.read(id)).toBeNull();
    expect(files()).toHaveLength(before - 1);
  });

  it('are never looked for outside their folder', async () => {
    expect(await media.read('../../../../etc/passwd' as MediaId)).toBeNull();
    await media.remove('../../../../etc/passwd' as MediaId);
  });

  it('are not there when only the record is left', async () => {
    const id = await media.keep(photo('lost'));
    rmSync(join(folder, id.slice(0, 2)), { recursive: true });
    expect(await media.read(id)).toBeNull();
  });
});
