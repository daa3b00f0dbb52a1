/** How the choices under a message are shown: as buttons, as numbered text, or as sentences with number buttons. */
import type { SaidChoice } from '../core/event.ts';
import type { Button } from '../core/message.ts';

export interface ShownChoice extends SaidChoice {
  readonly text: string;
}

export interface ChoiceLayout {
  /** `null`: there is no room for buttons. */
  readonly buttons: readonly Button[] | null;
  /** Lines for the text; empty when the buttons say it all. */
  readonly list: readonly string[];
}

/**
 * Lays choices out for a channel with `room` buttons. `listed` choices are sentences, which phones cut off on a button:
 * they stand in the text and the buttons carry their numbers; only short answers of the engine (`@skip`) keep their words.
 * Those that the text has `told` by number are not said again.
 */
export function layOut(
  choices: readonly ShownChoice[],
  listed: boolean | 'told',
  room: number,
): ChoiceLayout {
  const shown = fitting(choices, room);
  const main = choices.filter(({ nav }) => nav !== true);
  const list = listed !== 'told' && (listed || shown === null) ? main.map(numbered) : [];
  if (shown === null) return { buttons: null, list };
  return {
    buttons: shown.map((choice, at) => buttonOf(listed === true ? shortened(choice, at) : choice)),
    list,
  };
}

const numbered = ({ text, named }: ShownChoice, at: number): string =>
  named === true ? `– ${text}` : `${at + 1}. ${text}`;

const shortened = (choice: ShownChoice, at: number): ShownChoice =>
  choice.nav === true || /:@[a-z]+$/.test(choice.payload) ? choice : { ...choice, text: String(at + 1) };

const buttonOf = ({ text: label, payload, nav, named }: ShownChoice): Button =>
  nav === true || named === true ? { label, payload, nav: true } : { label, payload };

/** The choices that fit as buttons, navigation dropped first; `null` when they must be numbered text. */
function fitting(choices: readonly ShownChoice[], room: number): readonly ShownChoice[] | null {
  if (choices.length <= room) return choices;
  const main = choices.filter(({ nav }) => nav !== true);
  return main.length > 0 && main.length <= room ? main : null;
}
