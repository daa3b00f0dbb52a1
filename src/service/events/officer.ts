/** Events about officers: joining by invitation, and people who ask for one. */
import type { Handler } from '../apply-events.ts';
import { notify } from '../notify.ts';

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
  const { question, flow, step, unit: named, nearest = [] } = event;
  const { contact, inbound, tx, at } = turn;
  await tx.audit(
    { actor: contact.id, action: 'officer_asked', subject: `inbound:${inbound.id}`, detail: { flow, step } },
    at,
  );
  const unit = contact.unit ?? named ?? null;
  const officers = unit === null ? [] : await tx.officersOf(unit);
  const outcome = officers.length > 0 ? 'askOfficer.told' : 'askOfficer.nobody';
  turn.slots.officerAsked = turn.deps.texts.text(outcome, {}, turn.language);
  const vars = {
    person: contact.name ?? '',
    phone: contact.phone ?? '',
    question,
    title: { key: `flow.${flow}` },
  };
  notify(turn, officers, 'asked', [
    { text: { key: question === '' ? 'officer.toldStuck' : 'officer.toldAsked', vars } },
    ...(nearest.length === 0
      ? []
      : [{ text: { key: 'handbook.forOfficer', vars: { titles: { lines: nearest } } } }]),
  ]);
};
