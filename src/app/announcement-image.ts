/** The picture beside an announcement's file. */
import { readFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { ConfigError } from '../core/error.ts';
import type { FetchedFile } from '../ports.ts';

const mimes: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
};

/** Reads it; `place` is the line that names it. @throws ConfigError when it is no picture or not there */
export function readImage(place: string, folder: string, name: string): FetchedFile {
  const mime = mimes[extname(name).toLowerCase()];
  if (mime === undefined) throw new ConfigError([`${place}: image: ${name} must be a .jpg or .png file.`]);
  try {
    return { bytes: readFileSync(resolve(folder, name)), mime };
  } catch {
    throw new ConfigError([`${place}: image: there is no file ${name} beside the announcement.`]);
  }
}
