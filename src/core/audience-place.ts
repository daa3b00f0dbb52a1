/** Pure: the units an officer names in an audience: communes by their exact name, the own area, a province. */
import type { Token } from './audience-token.ts';
import { findSpan, take } from './audience-token.ts';
import type { AdminUnit, OfficerView, UnitCode } from './model.ts';
import type { UnitIndex } from './unit.ts';
import { splitOfficialName } from './unit-address.ts';
import { fold } from './vietnamese.ts';

export interface Places {
  readonly tokens: readonly Token[];
  readonly units: readonly UnitCode[];
  /** Named, but unknown: as it was typed. */
  readonly unknown: readonly string[];
  /** Several communes have this name. */
  readonly several: { readonly name: string; readonly units: readonly AdminUnit[] } | null;
}

export interface PlaceContext {
  readonly units: UnitIndex;
  readonly officer: Pick<OfficerView, 'units'>;
}

/** Longest commune name in words. */
const longestName = 5;
const ownArea =
  /(?:toan|ca|trong|khap)? ?(?:xa|phuong|dia ban|tinh|huyen)(?: minh| ta| toi| nay| nha)|(?:toan|ca|khap) (?:xa|phuong|dia ban|tinh)/;
const communeWord = /(?:cac |hai |ba |bon )?(?:xa|phuong|dac khu|thi tran|communes?)/;
const provinceWord = /tinh|thanh pho|tp|province/;
const between = /^(?:va|,|cung|and)$/;

const bare = (name: string): string => fold(splitOfficialName(name).rest);

/** The provinces an officer works in. */
const provincesOf = ({ units, officer }: PlaceContext): readonly (UnitCode | undefined)[] => [
  ...new Set(officer.units.map((code) => units.byCode(code)?.provinceCode)),
];

interface Named {
  readonly length: number;
  readonly units: readonly AdminUnit[];
}

/** The longest run of words that is, whole, the name of a commune: in the officer's provinces first, else anywhere. */
function communeAt(tokens: readonly Token[], start: number, context: PlaceContext): Named | null {
  for (const province of [...provincesOf(context), undefined]) {
    for (let length = longestName; length >= 1; length -= 1) {
      const part = tokens.slice(start, start + length);
      if (part.length < length || part.some(({ used, key }) => used || key === ',')) continue;
      const units = exactly(part, province, context);
      if (units.length > 0) return { length, units };
    }
  }
  return null;
}

function exactly(
  part: readonly Token[],
  province: UnitCode | undefined,
  { units, officer }: PlaceContext,
): readonly AdminUnit[] {
  const match = units.findCommune(part.map(({ typed }) => typed).join(' '), province);
  const name = part.map(({ key }) => key).join(' ');
  if (match.kind === 'none') return [];
  const via = match.via === undefined ? [] : [bare(match.via)];
  const found = (match.kind === 'one' ? [match.unit] : match.units).filter(
    (unit) => bare(unit.name) === name || via.includes(name) || isOld(match, unit, name),
  );
  const own = found.filter((unit) => officer.units.includes(unit.code));
  return own.length > 0 ? own : found;
}

const isOld = (match: ReturnType<UnitIndex['findCommune']>, { code }: AdminUnit, name: string): boolean =>
  match.kind === 'several' && bare(match.oldNames[code] ?? '') === name;

/** Takes the communes that follow a place: "Tân Cương, Phú Bình và xã Võ Nhai". */
function communesFrom(places: Places, start: number, context: PlaceContext): Places {
  let { tokens } = places;
  let { several } = places;
  const units: UnitCode[] = [...places.units];
  for (let at = start; at < tokens.length; ) {
    const named = communeAt(tokens, at, context);
    if (named === null) break;
    const span = { start: at, end: at + named.length };
    const [unit] = named.units;
    if (named.units.length === 1 && unit !== undefined) units.push(unit.code);
    else several = { name: typedIn(tokens, span), units: named.units };
    tokens = take(tokens, span);
    at = span.end;
    while (between.test(tokens[at]?.key ?? '')) at += 1;
    if (/^(?:xa|phuong)$/.test(tokens[at]?.key ?? '')) at += 1;
  }
  return { ...places, tokens, units, several };
}

const typedIn = (tokens: readonly Token[], { start, end }: { start: number; end: number }): string =>
  tokens
    .slice(start, end)
    .map(({ typed }) => typed)
    .join(' ');

function readOwnArea(places: Places, { officer }: PlaceContext): Places {
  const found = findSpan(places.tokens, ownArea);
  if (found === null) return places;
  return { ...places, tokens: take(places.tokens, found.span), units: [...places.units, ...officer.units] };
}

function readProvince(places: Places, { units }: PlaceContext): Places {
  const found = findSpan(places.tokens, provinceWord);
  if (found === null) return places;
  const { start } = found.span;
  const length = [3, 2, 1].find(
    (count) => provinceNamed(places.tokens, found.span.end, count, units) !== null,
  );
  if (length === undefined) return places;
  const unit = provinceNamed(places.tokens, found.span.end, length, units);
  const tokens = take(places.tokens, { start, end: found.span.end + length });
  // Behind a commune the province only says which one.
  return places.units.length > 0 || unit === null
    ? { ...places, tokens }
    : { ...places, tokens, units: [unit.code] };
}

function provinceNamed(
  tokens: readonly Token[],
  start: number,
  length: number,
  units: UnitIndex,
): AdminUnit | null {
  const name = typedIn(tokens, { start, end: start + length });
  const match = units.findProvince(name);
  return match.kind === 'one' && bare(match.unit.name) === fold(name) ? match.unit : null;
}

function readCommunes(places: Places, context: PlaceContext): Places {
  const found = findSpan(places.tokens, communeWord);
  if (found === null) return places;
  const after = communesFrom(places, found.span.end, context);
  const read = after.units.length > places.units.length || after.several !== null;
  if (read) return readCommunes({ ...after, tokens: take(after.tokens, found.span) }, context);
  const rest = places.tokens
    .slice(found.span.end, found.span.end + 3)
    .filter(({ used, key }) => !used && key !== ',');
  const unknown =
    rest.length === 0
      ? []
      : [`${typedIn(places.tokens, found.span)} ${rest.map(({ typed }) => typed).join(' ')}`];
  const end = found.span.end + rest.length;
  return {
    ...places,
    tokens: take(places.tokens, { start: found.span.start, end }),
    unknown: [...places.unknown, ...unknown],
  };
}

/** The officer's own communes named without any word before ("bà con làm chè Tân Cương"). */
function readOwnNames(places: Places, { units, officer }: PlaceContext): Places {
  let { tokens } = places;
  const named: UnitCode[] = [];
  for (const code of officer.units) {
    const name = bare(units.byCode(code)?.name ?? '');
    const found = name === '' ? null : findSpan(tokens, new RegExp(name));
    if (found === null) continue;
    tokens = take(tokens, found.span);
    named.push(code);
  }
  return { ...places, tokens, units: [...places.units, ...named] };
}

/** Reads all places of a text and takes their words. */
export function readPlaces(tokens: readonly Token[], context: PlaceContext): Places {
  const none: Places = { tokens, units: [], unknown: [], several: null };
  const named = readCommunes(readOwnArea(none, context), context);
  const province = readProvince(named, context);
  const read = province.units.length > 0 ? province : readOwnNames(province, context);
  return { ...read, units: [...new Set(read.units)] };
}
