/** Events about official letters: drafts enter the register, letters sent enter the notice register; an audit line stays. */
import { dayOf } from '../../core/calendar.ts';
import type { LetterEvent } from '../../core/letter-draft.ts';
import { headLines, type LetterHeadEvent, withHeadField } from '../../core/letter-head.ts';
import type { Handler } from '../apply-events.ts';
import { plainHead, type Say } from '../letter-paper.ts';
import { renderText } from '../render.ts';

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

/** The field is set in what the unit printed until now; the audit trail keeps what stood there. */
const letterHeadSet: Handler<'letter_head_set'> = async ({ unit, field, lines }, turn) => {
  const { deps, tx, at, contact } = turn;
  const say: Say = (key, vars = {}) =>
    renderText({ key: `officialLetter.${key}`, vars }, { texts: deps.texts, language: 'vi', slots: {} });
  const before =
    (await tx.letterHead(unit, contact.id)) ?? plainHead({ units: deps.library.units, say, draft: { unit } });
  await tx.setLetterHead(unit, withHeadField(before, field, lines), contact.id, at);
  const detail = { field, before: headLines(before, field).join(' / '), after: lines.join(' / ') };
  await tx.audit({ actor: contact.id, action: 'letter_head_set', subject: `unit:${unit}`, detail }, at);
};

export const letterHandlers = {
  letter_head_set: letterHeadSet,
  letter_drafted: letterDrafted,
  letters_posted: lettersPosted,
} satisfies { readonly [T in (LetterEvent | LetterHeadEvent)['type']]: Handler<T> };
