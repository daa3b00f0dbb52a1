/** Pure: how many announcements a person gets within a day, as a setting says it: `all=3,promotional=1,livestream=1`. */
import { type AnnouncementKind, announcementKindNames } from './announcement.ts';
import { type Caps, lawfulPerDay } from './announcement-policy.ts';
import { type ParcelClass, parcelClasses } from './model.ts';

export const usualCapsText = 'all=3,promotional=1';

/** Reads the setting; names and numbers that make no sense come back as faults, none of which repeats a number. */
export function readCaps(text: string): { readonly caps: Caps; readonly faults: readonly string[] } {
  const entries = text.split(',').map((part) => part.split('=').map((word) => word.trim()));
  const faults: string[] = [];
  let perDay = lawfulPerDay;
  const byClass: Partial<Record<ParcelClass, number>> = {};
  const byKind: Partial<Record<AnnouncementKind, number>> = {};
  for (const [name = '', number = '', ...more] of entries) {
    const most = Number(number);
    const kind = announcementKindNames.find((one) => one === name);
    const parcelClass = parcelClasses.find((one) => one === name && one !== 'transactional');
    if (!/^[1-9]$/u.test(number) || most > lawfulPerDay || more.length > 0)
      faults.push(`gives ${name || 'nothing'} no number from 1 to ${lawfulPerDay}`);
    else if (name === 'all') perDay = most;
    else if (parcelClass !== undefined) byClass[parcelClass] = most;
    else if (kind !== undefined) byKind[kind] = most;
    else faults.push(`names ${name}, which is neither all, nor a class, nor a kind of announcement`);
  }
  return { caps: { perDay, perDayByClass: byClass, perDayByKind: byKind }, faults };
}

/** One line for each cap, as it is kept: `all`, a class or a kind. */
export const capEntries = ({
  perDay,
  perDayByClass,
  perDayByKind,
}: Caps): readonly (readonly [string, number])[] => [
  ['all', perDay],
  ...Object.entries({ ...perDayByClass, ...perDayByKind }),
];
