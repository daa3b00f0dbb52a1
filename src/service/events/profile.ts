/** Events about the person: language and profile. */
import type { Handler } from '../apply-events.ts';

export const languageChosen: Handler<'language_chosen'> = async ({ language }, turn) => {
  await turn.tx.setLanguage(turn.contact.id, language);
  turn.language = language;
};

export const profileSaved: Handler<'profile_saved'> = async ({ type: _, ...change }, turn) => {
  await turn.tx.saveProfile(turn.contact.id, change);
};
