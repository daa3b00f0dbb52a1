/** Pure: materials of a class as an officer gives them in chat: a title with its link, or a file. An empty title is asked for. */
import type { FiledMaterial, LinkedMaterial, Material } from './class.ts';
import { apartFromLink } from './class-place.ts';
import type { Input } from './message.ts';

/** All of them go out together, so there are never many. */
export const materialsAtMost = 4;
/** Longest title, in letters and signs. */
export const titleAtMost = 100;

export const isFiled = (material: Material): material is FiledMaterial => 'media' in material;

const short = (title: string): string => [...title].slice(0, titleAtMost).join('').trim();

/** Reads a link with the words around it as its title; `null` without a link. */
export function linkedMaterialIn(text: string): LinkedMaterial | null {
  const { words, link } = apartFromLink(text);
  return link === undefined ? null : { title: short(words.replace(/[\s,:–-]+$/u, '')), link };
}

const ending = /\.[\p{L}\d]{1,5}$/u;

/** A file or picture: titled by the words sent with it, else by its own name; `null` while nothing was kept of it. */
export function filedMaterialIn(input: Input): FiledMaterial | null {
  if ((input.kind !== 'document' && input.kind !== 'photo') || input.media === undefined) return null;
  const name = input.file.name ?? '';
  const said = input.caption?.replace(/\s+/gu, ' ').trim() ?? '';
  const title = short(said || name.replace(ending, '').replaceAll('_', ' '));
  return { title, media: input.media, fileName: name || (input.kind === 'photo' ? '.jpg' : '') };
}

/** What the file is called on the way out: its own name, else its title and what kind it is. */
export const nameOfFile = ({ title, fileName }: FiledMaterial): string =>
  ending.test(fileName) && !fileName.startsWith('.') ? fileName : `${title}${fileName}`;
