/** Events about lists of people for a class; only officers of the class's units get anywhere, whatever a flow says. */
import type { EnrolEvent } from '../../core/enrol-event.ts';
import type { EventType } from '../../core/event.ts';
import type { MediaId } from '../../core/model.ts';
import type { Handler } from '../apply-events.ts';
import { renderText } from '../render.ts';

type Handlers = { readonly [T in EnrolEvent['type'] & EventType]: Handler<T> };

const sent: Handler<'enrol_list_sent'> = async ({ offering, code, media, fileName }, turn) => {
  const { tx, contact, officer, at } = turn;
  const roll = officer === null ? null : await tx.rollOf(code, contact.id);
  if (roll?.view.offering.id !== offering) return;
  await tx.sendEnrolList({ contactId: contact.id, offering, media: media as MediaId, fileName, at });
  await tx.audit({ actor: contact.id, action: 'enrol_list_sent', subject: code, detail: { fileName } }, at);
};

const taken: Handler<'enrol_list_taken'> = async ({ list }, { tx, contact, officer, at }) => {
  if (officer === null) return;
  await tx.takeEnrolList(list, contact.id);
  await tx.audit({ actor: contact.id, action: 'enrol_list_taken', subject: `list:${list}` }, at);
};

const undone: Handler<'enrol_list_undone'> = async ({ list, offering }, turn) => {
  const { tx, contact, officer, inbound, at, deps, language, slots } = turn;
  if (officer === null) return;
  await tx.audit({ actor: contact.id, action: 'enrol_list_undone', subject: `list:${list}` }, at);
  const { result } = await tx.seatAct(offering, { kind: 'unenrol', list }, { inboundId: inbound.id, at });
  const key = `enrol.undone.${result}`;
  slots.enrolUndone = renderText({ key }, { texts: deps.texts, language, slots });
};

export const enrolHandlers: Handlers = {
  enrol_list_sent: sent,
  enrol_list_taken: taken,
  enrol_list_undone: undone,
};
