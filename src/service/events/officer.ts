/** Events about officers: joining by invitation, and people who ask for one. */
import type { EventOf } from '../../core/event.ts';
import type { UnitCode } from '../../core/model.ts';
import type { Applying, Handler } from '../apply-events.ts';
import { notify } from '../notify.ts';
import { ask } from './question.ts';

export const officerJoined: Handler<'officer_joined'> = async ({ invitation }, turn) => {
  const officer = await turn.tx.joinAsOfficer(turn.contact.id, invitation, turn.at);
  await turn.tx.audit(
    {
      actor: turn.contact.id,
      action: 'officer_joined',
      subject: `contact:${turn.contact.id}`,
      detail: { role: officer.role, units: officer.units.join(',') },
    },
    turn.at,
  );
};

export const officerAsked: Handler<'officer_asked'> = async (event, turn) => {
  const { question, flow, step, unit: named } = event;
  const { contact, inbound, tx, at } = turn;
  await tx.audit(
    { actor: contact.id, action: 'officer_asked', subject: `inbound:${inbound.id}`, detail: { flow, step } },
    at,
  );
  const unit = contact.unit ?? named ?? null;
  const told = question === '' ? await tellStuck(turn, unit, flow) : await askAs(turn, event, unit);
  const outcome = told > 0 ? 'askOfficer.told' : 'askOfficer.nobody';
  turn.slots.officerAsked = turn.deps.texts.text(outcome, {}, turn.language);
};

/** A question of its own: it stays open until an officer closes it, and what they answer goes back. */
function askAs(
  turn: Applying,
  { question, nearest = [] }: EventOf<'officer_asked'>,
  unit: UnitCode | null,
): Promise<number> {
  const more =
    nearest.length === 0 ? [] : [{ key: 'handbook.forOfficer', vars: { titles: { lines: nearest } } }];
  return ask(turn, question, null, { unit, more });
}

/** Nobody wrote a question: an officer is asked to call. */
async function tellStuck(turn: Applying, unit: UnitCode | null, flow: string): Promise<number> {
  const { contact, tx } = turn;
  const officers = unit === null ? [] : await tx.officersOf(unit);
  const vars = { person: contact.name ?? '', phone: contact.phone ?? '', title: { key: `flow.${flow}` } };
  notify(turn, officers, 'asked', [{ text: { key: 'officer.toldStuck', vars } }]);
  return officers.length;
}
