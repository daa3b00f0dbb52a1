/** Events about official letters: drafts enter the register, letters sent enter the notice register; an audit line stays. */
import { dayOf } from '../../core/calendar.ts';
import type { LetterEvent } from '../../core/letter-draft.ts';
import type { Handler } from '../apply-events.ts';

const letterDrafted: Handler<'letter_drafted'> = async (event, turn) => {
  const { deps, tx, at, contact } = turn;
  const number = await tx.draftLetter({
    ...{ id: event.id, kind: event.kind, unit: event.unit, officer: contact.id, at, on: dayOf(at) },
    certificate: event.certificate ?? null,
    offering: event.offering ?? null,
    // Official letters are Vietnamese only.
    subject: deps.texts.text(`officialLetter.${event.kind}.subject`, {}, 'vi'),
  });
  turn.slots.letterNumber = `${number}/${dayOf(at).slice(0, 4)}`;
  await tx.audit({ actor: contact.id, action: 'letter_drafted', subject: `letter:${event.id}` }, at);
};

const lettersPosted: Handler<'letters_posted'> = async ({ letter }, { tx, at, contact, slots }) => {
  slots.lettersPosted = String(await tx.postLetters(letter, contact.id, at));
  await tx.audit({ actor: contact.id, action: 'letters_posted', subject: `letter:${letter}` }, at);
};

export const letterHandlers = {
  letter_drafted: letterDrafted,
  letters_posted: lettersPosted,
} satisfies { readonly [T in LetterEvent['type']]: Handler<T> };
