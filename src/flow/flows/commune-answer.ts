/** Pure: what a person typed about their commune, looked up, and the question it leads to. Never settled without their word. */
import type { Input } from '../../core/message.ts';
import type { UnitCode } from '../../core/model.ts';
import type { UnitMatch } from '../../core/unit.ts';
import { splitOfficialName } from '../../core/unit-address.ts';
import { normalise } from '../../core/vietnamese.ts';
import type { Answers, Parsed, Scene } from '../define.ts';
import { textOf } from './text-answer.ts';

/** What the person typed is repeated to them up to this length. */
const quotedAtMost = 80;
/** Names that a list on a phone still shows well. */
export const listedAtMost = 8;

/** The commune the person confirmed or picked in this conversation. */
export function chosenCommune({ communeConfirm, communePick, communeFound }: Answers): UnitCode | null {
  if (typeof communePick === 'string' && communePick !== 'none') return communePick as UnitCode;
  const [only] = Array.isArray(communeFound) ? communeFound : [];
  return communeConfirm === 'yes' && typeof only === 'string' ? (only as UnitCode) : null;
}

const codes = ({ communeFound }: Answers): readonly string[] =>
  Array.isArray(communeFound) ? communeFound.map(String) : [];

export const foundUnits = ({ answers, world }: Scene) =>
  codes(answers).flatMap((code) => world.units.byCode(code) ?? []);

export const short = (name: string): string => splitOfficialName(name).rest;

/** What a search says, as answers; communes the person has turned down are left out. */
function kept(match: UnitMatch, refused: readonly string[] = []): Answers {
  const units = match.kind === 'none' ? [] : match.kind === 'one' ? [match.unit] : match.units;
  const left = units.filter(({ code }) => !refused.includes(code)).slice(0, listedAtMost);
  return {
    communeFound: left.map(({ code }) => code),
    communeTotal: match.kind === 'several' ? match.total - (units.length - left.length) : left.length,
    communeVia: match.kind === 'none' ? null : (match.via ?? null),
    communeConfirm: null,
    communePick: null,
  };
}

const letters = (input: Input): string | null => {
  const text = input.kind === 'text' ? normalise(input.text) : '';
  return /\p{L}/u.test(text) ? text : null;
};

export function readCommune(input: Input, scene: Scene, province?: UnitCode): Parsed {
  const text = letters(input);
  if (text === null) return { ok: false };
  const fresh: Answers = province === undefined ? { province: null, communeAgain: null } : {};
  const also = { ...fresh, ...kept(scene.world.units.findCommune(text, province)) };
  return { ok: true, value: text.slice(0, quotedAtMost), also };
}

export const provinceOf = ({ answers }: Scene): UnitCode | undefined =>
  textOf(answers, 'province') as UnitCode | undefined;

/** The province, and with it the commune named before, looked for again. A commune with its province is welcome too. */
export function readProvince(input: Input, scene: Scene): Parsed {
  const text = letters(input);
  if (text === null) return { ok: false };
  const { units } = scene.world;
  const match = units.findProvince(text);
  if (match.kind === 'one') {
    const refused = scene.answers.communeConfirm === 'no' || scene.answers.communePick === 'none';
    const again = units.findCommune(textOf(scene.answers, 'commune') ?? '', match.unit.code);
    return { ok: true, value: match.unit.code, also: kept(again, refused ? codes(scene.answers) : []) };
  }
  const whole = units.findCommune(text);
  return whole.kind === 'one'
    ? { ok: true, value: whole.unit.provinceCode, also: kept(whole) }
    : { ok: false, hint: 'commune.province.hint' };
}

/** One → confirm, a few → list, too many or none → `otherwise`. */
export function sort({ answers }: Scene, otherwise: string): string {
  const found = codes(answers).length;
  if (found === 1) return 'communeConfirm';
  const tooMany = Number(answers.communeTotal) > listedAtMost && textOf(answers, 'province') === undefined;
  return found === 0 || tooMany ? otherwise : 'communePick';
}

/** After "no": first the province, then the name again, at last an officer. */
export function afterNo({ answers }: Scene): string {
  if (textOf(answers, 'province') === undefined) return 'province';
  return textOf(answers, 'communeAgain') === undefined ? 'communeAgain' : 'communeLost';
}

export const typed = ({ answers }: Scene) => ({
  text: textOf(answers, 'communeAgain') ?? textOf(answers, 'commune') ?? '',
});

export const provinceName = (scene: Scene): string => {
  const unit = scene.world.units.byCode(provinceOf(scene) ?? '');
  return unit === undefined ? '' : short(unit.name);
};
