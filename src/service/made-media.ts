/**
 * Papers that are made at the moment they are sent: nothing is rendered inside a turn, nothing has to be stored or erased,
 * and a repeated send makes the same again. Their id says what and of what: `paper/<kind>/<language>/<id>`.
 */
import { type Language, languages, type MediaId } from '../core/model.ts';
import type { FetchedFile, Log, MediaStore } from '../ports.ts';

/** Makes one paper; `null` when what it is made of is gone. */
export type PaperMaker = (id: string, language: Language) => Promise<FetchedFile | null>;

const named = /^paper\/([a-z0-9-]+)\/([a-z]+)\/(.+)$/;

/** A media store that also reads papers by their maker's name. A paper that fails is left out; its words still go. */
export function withPapers(
  media: MediaStore,
  makers: Readonly<Record<string, PaperMaker>>,
  log: Pick<Log, 'warn'>,
): MediaStore {
  return {
    ...media,
    async read(id: MediaId) {
      const [, kind = '', spoken, of = ''] = named.exec(id) ?? [];
      const language = languages.find((one) => one === spoken);
      const make = makers[kind];
      if (make === undefined || language === undefined) return media.read(id);
      return make(of, language).catch((error: unknown) => {
        log.warn({ error, paper: kind }, 'a paper could not be made; its words go without it');
        return null;
      });
    },
  };
}
