/** Reads the YAML files of `content/criteria` and gathers the faults of all of them. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { ConfigError } from '../core/error.ts';
import {
  type BookFile,
  bookFile,
  type CommonEntry,
  commonFile,
  type PartCFile,
  partCFile,
  type SetFile,
  setFile,
} from './criteria-schema.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

export interface CriteriaFiles {
  readonly book: YamlFile<BookFile>;
  readonly common: readonly YamlFile<readonly CommonEntry[]>[];
  readonly sets: readonly YamlFile<SetFile>[];
  readonly partC: readonly YamlFile<PartCFile>[];
}

/** Reads the files of one decision. @throws ConfigError naming file and line of every fault of every file */
export function readCriteriaFiles(folder: string): CriteriaFiles {
  const faults: string[] = [];
  const read = <S extends z.ZodType>(path: string, schema: S): YamlFile<z.output<S>>[] => {
    try {
      return [readYaml(path, schema)];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      faults.push(...error.faults);
      return [];
    }
  };
  const within = <S extends z.ZodType>(name: string, schema: S) =>
    yamlFiles(join(folder, name)).flatMap((path) => read(path, schema));
  const [book] = read(join(folder, 'book.yaml'), bookFile);
  const common = within('common', commonFile);
  const sets = within('sets', setFile);
  const partC = within('part-c', partCFile);
  if (book === undefined || faults.length > 0) throw new ConfigError(faults);
  return { book, common, sets, partC };
}

function yamlFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}
