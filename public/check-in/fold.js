/** Folds a name for searching: no marks, small letters, single blanks. */
export const fold = (text) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim();

/** Puts values into the places of a text: `{count}`. */
export const fill = (text, values) =>
  Object.entries(values).reduce(
    (filled, [name, value]) => filled.replaceAll(`{${name}}`, String(value)),
    text,
  );

/** Whether somebody is meant: by part of the name, the number on the list, the end of the phone number, or the code they read out. */
export function isMeant(person, typed) {
  const folded = fold(typed);
  if (folded === '') return true;
  if (/^\d+ ?[-./] ?\d{3}$/.test(folded)) return person.spoken === folded.replace(/ ?[-./] ?/, '-');
  if (/^\d+$/.test(folded)) {
    const byPhone = folded.length >= 3 && person.phoneEnd.endsWith(folded.slice(-4));
    return String(person.no) === folded || byPhone;
  }
  return ` ${fold(person.name)}`.includes(` ${folded}`);
}
