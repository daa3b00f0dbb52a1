/** The real words of the papers, for tests. */
import { loadTexts } from '../../../src/content/texts.ts';
import { sayIn } from '../../../src/document/say.ts';

export const texts = loadTexts('locales');
export const sayVi = sayIn(texts, 'vi');
export const sayEn = sayIn(texts, 'en');
