/** Events about the address of a person's calendar. Who changed or ended one is noted; the address itself is not. */
import type { CalendarFeedEvent } from '../../core/calendar-feed.ts';
import type { ContactId } from '../../core/model.ts';
import type { Handler } from '../apply-events.ts';

type CalendarFeedHandlers = { readonly [T in CalendarFeedEvent['type']]: Handler<T> };

export const calendarFeedHandlers: CalendarFeedHandlers = {
  calendar_address_wanted: async ({ renew }, turn) => {
    const { deps, tx, contact, at } = turn;
    if (deps.pages === undefined) return;
    const address = await tx.calendarAddress(contact.id, renew, at);
    turn.slots.calendarLink = deps.pages.calendarLink(address);
    if (renew) await tx.audit(entry(contact.id, 'calendar_address_renewed'), at);
  },
  calendar_address_ended: async (_event, { tx, contact, at }) => {
    await tx.endCalendarAddress(contact.id);
    await tx.audit(entry(contact.id, 'calendar_address_ended'), at);
  },
};

const entry = (contactId: ContactId, action: string) => ({
  actor: contactId,
  action,
  subject: `contact:${contactId}`,
});
