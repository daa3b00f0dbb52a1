/** Events about a person's rights over messages and data (domain reference §12). */
import { type ParcelClass, parcelClasses } from '../../core/model.ts';
import type { Handler } from '../apply-events.ts';

/** Answers to a person's own messages always go through; everything else can be switched off. */
const switchable: readonly ParcelClass[] = parcelClasses.filter((name) => name !== 'transactional');

const classesOf = (classes: readonly ParcelClass[] | 'all'): readonly ParcelClass[] =>
  classes === 'all' ? switchable : classes.filter((name) => switchable.includes(name));

export const consentAnswered: Handler<'consent_answered'> = async ({ type: _, ...answer }, turn) => {
  const { contact, inbound, at } = turn;
  await turn.tx.recordConsent({
    ...answer,
    contactId: contact.id,
    inboundId: inbound.id,
    channel: inbound.channel,
    at,
  });
};

export const optedOut: Handler<'opted_out'> = async ({ classes }, turn) => {
  const off = classesOf(classes);
  await turn.tx.setOptOut(turn.contact.id, off, true, turn.at);
  await turn.tx.suppressPlanned(turn.contact.id, off);
};

export const optedIn: Handler<'opted_in'> = async ({ classes }, turn) => {
  await turn.tx.setOptOut(turn.contact.id, classesOf(classes), false, turn.at);
};

export const dataShown: Handler<'data_shown'> = async (_event, turn) => {
  await turn.tx.audit(
    { actor: turn.contact.id, action: 'data_shown', subject: `contact:${turn.contact.id}` },
    turn.at,
  );
};

export const dataErased: Handler<'data_erased'> = async (_event, turn) => {
  turn.orphaned.push(...(await turn.tx.eraseContact(turn.contact.id, turn.at)));
  await turn.tx.audit(
    { actor: turn.contact.id, action: 'data_erased', subject: `contact:${turn.contact.id}` },
    turn.at,
  );
};
