/**
 * Pure: a typed address as words: what separates, which words only name a kind of unit (`xã`, `p.`, `tp`), and how
 * a name becomes a key that is the same however people write it.
 */
import { decodeTyping } from './telex.ts';
import { fold, foldKeepingMarks, normalise } from './vietnamese.ts';

export type UnitLevel = 'commune' | 'district' | 'province';

export interface AddressWord {
  readonly key: string;
  /** The word with its diacritics, for narrowing ties. */
  readonly marked: string;
  /** Commas, line ends and brackets separate; a name never reaches over them. */
  readonly segment: number;
}

/** Words that say what kind of unit follows, folded. `kind` is the folded type word of the official name. */
const kindWords: readonly { readonly words: string; readonly kind: string; readonly level: UnitLevel }[] = [
  { words: 'xa', kind: 'xa', level: 'commune' },
  { words: 'x', kind: 'xa', level: 'commune' },
  { words: 'phuong', kind: 'phuong', level: 'commune' },
  { words: 'p', kind: 'phuong', level: 'commune' },
  { words: 'thi tran', kind: 'thi tran', level: 'commune' },
  { words: 'tt', kind: 'thi tran', level: 'commune' },
  { words: 'dac khu', kind: 'dac khu', level: 'commune' },
  { words: 'dk', kind: 'dac khu', level: 'commune' },
  { words: 'quan', kind: 'quan', level: 'district' },
  { words: 'q', kind: 'quan', level: 'district' },
  { words: 'huyen', kind: 'huyen', level: 'district' },
  { words: 'h', kind: 'huyen', level: 'district' },
  { words: 'thi xa', kind: 'thi xa', level: 'district' },
  { words: 'tx', kind: 'thi xa', level: 'district' },
  { words: 'thanh pho', kind: 'thanh pho', level: 'district' },
  { words: 'tp', kind: 'thanh pho', level: 'district' },
  { words: 't p', kind: 'thanh pho', level: 'district' },
  { words: 'thanh pho', kind: 'thanh pho', level: 'province' },
  { words: 'tp', kind: 'thanh pho', level: 'province' },
  { words: 't p', kind: 'thanh pho', level: 'province' },
  { words: 'tinh', kind: 'tinh', level: 'province' },
  { words: 't', kind: 'tinh', level: 'province' },
];

export interface KindWord {
  readonly kind: string;
  readonly levels: readonly UnitLevel[];
  /** Words it takes. */
  readonly length: number;
}

const kinds: ReadonlyMap<string, KindWord> = kindWords.reduce((map, { words, kind, level }) => {
  const levels = [...(map.get(words)?.levels ?? []), level];
  return map.set(words, { kind, levels, length: words.split(' ').length });
}, new Map<string, KindWord>());

/** Words before a commune that belong to the hamlet, the house or the sentence, not to the unit. */
const lead = new Set(
  (
    'thon ap xom ban buon bon lang phum soc khoi khu khom to tdp so duong ngo pho ' +
    'toi em minh chau con anh chi nha o thuoc dia tai la ben dang song cho'
  ).split(' '),
);

/** Words that may follow a commune without being part of its name: "Tân Cương cũ ạ". */
const trail = new Set('a nhe nha day do ne cu moi nay truoc thuoc nuoc viet vn la va'.split(' '));
export const endsName = (word: AddressWord): boolean => trail.has(word.key);

/** Final y and i are written for each other (`Mỹ`/`Mĩ`), f for ph, and `01` is `1`. */
const wordKey = (folded: string): string =>
  folded
    .replace(/^f/, 'ph')
    .replace(/^(b|c|ch|d|g|h|k|kh|l|m|n|ng|nh|p|ph|qu|r|s|t|th|tr|v|x)y$/, '$1i')
    .replace(/^0+(?=\d)/, '');

/** The key of a name: folded words joined, so that spaces do not matter. */
export const nameKey = (name: string): string => fold(name).split(' ').map(wordKey).join('');

/** Words of a name, kind left out. */
export const countWords = (officialName: string): number =>
  fold(splitOfficialName(officialName).rest).split(' ').length;

/** Splits an official name into its folded kind and the name itself: `Xã Tân Cương` → `xa`, `Tân Cương`. */
export function splitOfficialName(name: string): { readonly kind: string; readonly rest: string } {
  const found = /^(xã|phường|thị trấn|đặc khu|quận|huyện|thị xã|thành phố|tỉnh)\s+(.+)$/iu.exec(name);
  return found ? { kind: fold(found[1] ?? ''), rest: found[2] ?? '' } : { kind: '', rest: name };
}

/** Address words beyond this are not looked at; units stand at the end of an address. */
const maxWords = 16;
const maxLetters = 300;

function words(text: string): readonly AddressWord[] {
  const segments = text.split(/[,;|()\n/]+/);
  return segments
    .flatMap((part, segment) =>
      part.split(/[^\p{L}\p{N}\p{M}]+/u).flatMap((word) =>
        // "P12" and "q1" are two words.
        word
          .replace(/^([pq])(\d+)$/i, '$1 $2')
          .split(' ')
          .filter(Boolean)
          .map((each) => ({ each, segment })),
      ),
    )
    .map(({ each, segment }) => ({ key: wordKey(fold(each)), marked: foldKeepingMarks(each), segment }))
    .filter((word) => word.key !== '')
    .slice(-maxWords);
}

/** The ways to read a typed address, word by word: as typed, and with telex or VNI leftovers taken out. */
export function readAddress(text: string): readonly (readonly AddressWord[])[] {
  const kept = text.slice(-maxLetters).split('\n').map(normalise).join('\n');
  const decoded = decodeTyping(kept);
  return decoded === kept ? [words(kept)] : [words(kept), words(decoded)];
}

/** The kind words that start at a place, longest first. */
export function kindsAt(address: readonly AddressWord[], at: number): readonly KindWord[] {
  const one = address[at]?.key ?? '';
  const two = `${one} ${address[at + 1]?.key ?? ''}`;
  return [kinds.get(two), kinds.get(one)].filter((kind) => kind !== undefined);
}

/** The address without hamlet, house or opening words before the commune; `null` when there are none. */
export function withoutLead(address: readonly AddressWord[]): readonly AddressWord[] | null {
  const isCommuneKind = (_: AddressWord, at: number) =>
    at > 0 && kindsAt(address, at).some((kind) => kind.levels.includes('commune'));
  if (lead.has(address[0]?.key ?? '')) {
    const commune = address.findIndex(isCommuneKind);
    const nextSegment = address.findIndex((word) => word.segment !== address[0]?.segment);
    const cut = commune > 0 ? commune : nextSegment;
    if (cut > 0) return address.slice(cut);
    const start = address.findIndex((word) => !lead.has(word.key));
    return start > 0 ? address.slice(start) : null;
  }
  const commune = address.findIndex(isCommuneKind);
  return commune > 0 ? address.slice(commune) : null;
}
