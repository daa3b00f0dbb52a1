/** Pure: between the answers of the idea form and the fields of an idea (domain reference §7.5), both ways. */
import type { IdeaFields, Json, MediaId, ProducerType, ShareBand, UnitCode } from '../../core/model.ts';
import type { Answers, Scene } from '../define.ts';
import { chosenCommune } from './commune-answer.ts';
import { textOf } from './text-answer.ts';

/** Photos sent so far. */
export function photosOf({ media }: Answers): readonly MediaId[] {
  return Array.isArray(media) ? media.map((id) => String(id) as MediaId) : [];
}

/** The set chosen from the proposals or the full list; `unsure` while none is. */
export function setOf(answers: Answers): string {
  const chosen =
    textOf(answers, 'productSet') === 'all' ? textOf(answers, 'setPick') : textOf(answers, 'productSet');
  return chosen === undefined || chosen === 'all' || chosen === 'again' || chosen === 'groups'
    ? 'unsure'
    : chosen;
}

/** Optional answers kept as the person's own words. */
const texts = [
  'producerName',
  'businessRegistrationNumber',
  'materials',
  'origin',
  'output',
  'markets',
  'papers',
  'support',
  'target',
] as const satisfies readonly (keyof IdeaFields)[];

const given = <K extends string, V>(name: K, value: V | undefined): { readonly [N in K]?: V } =>
  value === undefined ? {} : ({ [name]: value } as { readonly [N in K]?: V });

/** The form as it stands: answers, and for the person what the profile says unless changed in the form. */
export function fieldsOf({ answers, world }: Pick<Scene, 'answers' | 'world'>): IdeaFields {
  const { contact } = world;
  const text = (name: string) => textOf(answers, name);
  const hamlet = text('hamlet') ?? (text('ideaId') === undefined ? contact.hamlet : null);
  return {
    registrantName: text('registrantName') ?? contact.name ?? '',
    phone: text('phone') ?? contact.phone ?? '',
    unit: (chosenCommune(answers) ?? text('unit') ?? contact.unit ?? '') as UnitCode,
    ...given('hamlet', hamlet ?? undefined),
    producerType: (text('producerType') ?? 'not_established') as ProducerType,
    productName: text('productName') ?? '',
    ideaKind: text('ideaKind') === 'existing' ? 'existing' : 'new',
    productSet: setOf(answers),
    description: text('description') ?? '',
    photos: photosOf(answers),
    ...given('businessRegistration', text('businessRegistration') as IdeaFields['businessRegistration']),
    ...given('materialShare', text('materialShare') as ShareBand | undefined),
    ...given('workerShare', text('workerShare') as ShareBand | undefined),
    ...given('workers', typeof answers.workers === 'number' ? answers.workers : undefined),
    ...Object.fromEntries(texts.flatMap((name) => (text(name) === undefined ? [] : [[name, text(name)]]))),
  };
}

/** The answers that would give these fields, to go through the form again. */
export function answersOf(fields: IdeaFields): Answers {
  const { photos, registrantName, phone, unit, hamlet, ...rest } = fields;
  const media: Json = [...photos];
  const pictures: Answers = photos.length === 0 ? {} : { photos: 'added', morePhotos: 'done' };
  return { ...rest, ...pictures, media, registrantName, phone, unit, ...given('hamlet', hamlet) };
}
