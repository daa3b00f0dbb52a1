/** Pure: the buttons under what the handbook says. */
import type { HandbookDocument } from '../../core/handbook.ts';
import type { Language } from '../../core/model.ts';
import type { Option } from '../define.ts';

export const contents: Option = { value: 'handbook', label: { key: 'handbook.contents' } };

/** For whoever asked in the other language than the one they are spoken to in; its label is the name of that language. */
export const otherLanguage: Option = {
  value: 'settings:language',
  label: { key: 'handbook.otherLanguageButton' },
};

/** `@asked` is filled with the question asked last, which no button could carry. */
export const askOfficer: Option = { value: 'ask-officer:pass:@asked', label: { key: 'askOfficer.button' } };

/** A button that opens a document, at a page counted from 1. */
export const opensDocument = (document: HandbookDocument, language: Language): Option => ({
  value: document.opens ?? `handbook:section:${document.id}`,
  label: { plain: document.wording[language].title },
});
