/** Pure: an idea as lines to read: for the review, for the officer, for "my data". */
import type { TextRef, VarValue } from '../../core/event.ts';
import type { IdeaFields } from '../../core/model.ts';
import { formatPhone } from '../../core/phone.ts';
import { unitTitle } from '../../core/unit.ts';
import type { World } from '../define.ts';
import { shownAmount } from './quantity-answer.ts';

/** Stands where nothing was noted. */
export const blank: TextRef = { key: 'nav.blank' };

/** The set by its everyday name. */
export const setName = (id: string): TextRef => ({ key: `productSet.${id}` });

/** A name inside a sentence: `xã Tân Cương, tỉnh Thái Nguyên`. */
export function lowerFirst(name: string): string {
  const [first = '', ...rest] = name;
  return `${first.toLowerCase()}${rest.join('')}`;
}

/** The product's name; the code once the name was erased. */
export const ideaTitle = (code: string, { productName }: Pick<IdeaFields, 'productName'>): string =>
  productName === '' ? code : productName;

/** The commune with its province; its code while the unit is unknown. */
export function unitName(code: string, { units }: Pick<World, 'units'>): string {
  const unit = units.byCode(code);
  return unit === undefined ? code : unitTitle(unit);
}

type Show = (fields: IdeaFields, world: Pick<World, 'units'>) => VarValue | undefined;

const text =
  (name: keyof IdeaFields): Show =>
  (fields) => {
    const value = fields[name];
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  };

const named =
  (
    name: 'producerType' | 'ideaKind' | 'businessRegistration' | 'materialShare' | 'workerShare',
    area: string,
  ): Show =>
  (fields) => {
    const value = fields[name];
    return value === undefined ? undefined : { key: `idea.${area}.${value}` };
  };

/** What the form asks about the product, in the order shown. */
const product: readonly (readonly [string, Show])[] = [
  ['productName', text('productName')],
  ['ideaKind', named('ideaKind', 'kind')],
  ['productSet', ({ productSet }) => setName(productSet)],
  ['description', text('description')],
  ['photos', ({ photos }) => (photos.length === 0 ? { key: 'idea.noPhotos' } : photos.length)],
  ['producerType', named('producerType', 'producerType')],
  ['producerName', text('producerName')],
  ['businessRegistration', named('businessRegistration', 'registration')],
  ['businessRegistrationNumber', text('businessRegistrationNumber')],
  ['materials', text('materials')],
  ['materialShare', named('materialShare', 'share')],
  ['workers', text('workers')],
  ['workerShare', named('workerShare', 'share')],
  ['origin', text('origin')],
  ['output', ({ output }) => (output === undefined ? undefined : shownAmount(output))],
  ['markets', text('markets')],
  ['papers', text('papers')],
  ['support', text('support')],
  ['target', text('target')],
];

const person: readonly (readonly [string, Show])[] = [
  ['registrantName', text('registrantName')],
  ['phone', ({ phone }) => formatPhone(phone)],
  ['unit', ({ unit }, world) => unitName(unit, world)],
  ['hamlet', text('hamlet')],
];

/** Everything an idea says, one answer a line; what was not answered is left out. */
export function ideaLines(fields: IdeaFields, world: Pick<World, 'units'>): readonly TextRef[] {
  return [...product, ...person].flatMap(([name, show]) => {
    const value = show(fields, world);
    return value === undefined ? [] : [{ key: `idea.field.${name}`, vars: { value } }];
  });
}
