import { expect, it } from 'vitest';
import type { MediaId } from '../../src/core/model.ts';
import type { FetchedFile, MediaStore } from '../../src/ports.ts';
import { type ClassPaperDeps, classPapers } from '../../src/service/class-papers.ts';
import { withPapers } from '../../src/service/made-media.ts';

const made: FetchedFile = { bytes: new Uint8Array([1]), mime: 'application/pdf' };
const stored = { read: async () => null } as Partial<MediaStore> as MediaStore;
const kinds = Object.keys(classPapers({} as ClassPaperDeps));

it.each([...kinds, 'figures-chart'])('a paper of the kind %s is made when it is read', async (kind) => {
  const asked: string[] = [];
  const maker = async (id: string, language: string) => {
    asked.push(`${language} ${id}`);
    return made;
  };
  const media = withPapers(stored, { [kind]: maker }, { warn: () => undefined });
  expect(await media.read(`paper/${kind}/vi/LH1008` as MediaId)).toBe(made);
  expect(asked).toEqual(['vi LH1008']);
});
