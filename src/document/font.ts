/**
 * The fonts inside our papers: Tinos, as wide letter by letter as Times New Roman, and Be Vietnam Pro for posters and
 * charts. Both are under the SIL Open Font License and know all of Vietnamese.
 */
import { createRequire } from 'node:module';
import { type Font, openSync } from 'fontkit';

const faces = {
  serif: 'tinos/400Regular/Tinos_400Regular',
  'serif-bold': 'tinos/700Bold/Tinos_700Bold',
  'serif-italic': 'tinos/400Regular_Italic/Tinos_400Regular_Italic',
  'serif-bold-italic': 'tinos/700Bold_Italic/Tinos_700Bold_Italic',
  sans: 'be-vietnam-pro/400Regular/BeVietnamPro_400Regular',
  'sans-medium': 'be-vietnam-pro/500Medium/BeVietnamPro_500Medium',
  'sans-bold': 'be-vietnam-pro/700Bold/BeVietnamPro_700Bold',
} as const;

export type Face = keyof typeof faces;
export const allFaces = Object.keys(faces) as readonly Face[];

const require = createRequire(import.meta.url);

/** Path of a face's TrueType file. */
export const fontPath = (face: Face): string => require.resolve(`@expo-google-fonts/${faces[face]}.ttf`);

/** Asked for first: a glyph that two signs share (Đ and the Icelandic Ð) keeps the name of the first. */
const firstNamed = `${String.fromCodePoint(...Array.from({ length: 95 }, (_, at) => 32 + at))}ĐđĂăÂâÊêÔôƠơƯư`;

/**
 * Tells every glyph which sign it stands for. The font library keeps what it learned of a glyph when it first met it; a
 * letter met as a part of another (e of è) would for ever be without a name, and text with it could not be searched.
 */
function nameGlyphs(font: Font): void {
  for (const sign of firstNamed) font.glyphForCodePoint(sign.codePointAt(0) ?? 0);
  for (const code of font.characterSet) {
    if (inSerif.test(String.fromCodePoint(code))) font.glyphForCodePoint(code);
  }
}

const opened = new Map<Face, Font>();

/** The font itself, opened once: doing so takes longer than writing most papers. */
export function fontOf(face: Face): Font {
  const known = opened.get(face);
  if (known) return known;
  const font = openSync(fontPath(face));
  if (!('layout' in font)) throw new TypeError(`${face} is a collection of fonts`);
  nameGlyphs(font);
  opened.set(face, font);
  return font;
}

/** Signs our fonts lack, and the nearest that they have. */
const substitutes: ReadonlyMap<string, string> = new Map([
  ['★', '*'],
  ['☆', '*'],
  ['☐', '□'],
  ['☑', '√'],
  ['✓', '√'],
  ['✔', '√'],
  ['→', '–'],
  ['\t', ' '],
]);

const inSerif = /[\n\u0020-\u007e\u00a0-\u017f\u01a0-\u01b0\u1ea0-\u1ef9\u2010-\u2026₫€−√□≤≥]|\p{Mn}/u;
const inSans = /[\n\u0020-\u007e\u00a0-\u00ff–—‘’“”•…₫€−ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]/u;

export interface Drawable {
  readonly text: string;
  readonly face: Face;
}

/**
 * Makes a text drawable: NFC, signs that no face has (emoji, other scripts) replaced or left out, so that no empty box
 * is printed. Letters of other Latin alphabets (Ê Đê, Ba Na names: ŏ, ŭ) that the sans face lacks are set in serif.
 */
export function drawable(text: string, face: Face): Drawable {
  let drawn = '';
  for (const sign of text.normalize('NFC'))
    drawn += inSerif.test(sign) ? sign : (substitutes.get(sign) ?? '');
  if (!face.startsWith('sans') || [...drawn].every((sign) => inSans.test(sign))) return { text: drawn, face };
  return { text: drawn, face: face === 'sans-bold' ? 'serif-bold' : 'serif' };
}
