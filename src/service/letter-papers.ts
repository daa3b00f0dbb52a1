/** Makers of official letters, by the id of their draft. Who may have one was asked when it was drafted. */
import type { Documents } from '../ports/document.ts';
import type { Library, Store, Texts } from '../ports.ts';
import { letterOf, type Say } from './letter-paper.ts';
import type { PaperMaker } from './made-media.ts';
import { renderText } from './render.ts';

export interface LetterPaperDeps {
  readonly store: Pick<Store, 'letterDraft' | 'findOffering'>;
  readonly library: Pick<Library, 'units'>;
  readonly texts: Texts;
  readonly documents: () => Promise<Pick<Documents, 'letter'>>;
}

const mimes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

/** Makers by the kind that stands in the id. */
export function letterPapers(deps: LetterPaperDeps): Readonly<Record<string, PaperMaker>> {
  const say: Say = (key, vars = {}) =>
    renderText({ key: `officialLetter.${key}`, vars }, { texts: deps.texts, language: 'vi', slots: {} });
  const make =
    (form: keyof typeof mimes): PaperMaker =>
    async (id) => {
      const draft = await deps.store.letterDraft(id);
      if (draft === null) return null;
      const view = draft.offering === null ? null : await deps.store.findOffering(draft.offering);
      const letter = letterOf({ draft, view, units: deps.library.units, say });
      return { bytes: await (await deps.documents()).letter(letter, form), mime: mimes[form] };
    };
  return { 'letter-docx': make('docx'), 'letter-pdf': make('pdf') };
}
