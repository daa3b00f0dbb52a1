/** Events about dates people note themselves. */
import type { NotedDateEvent } from '../../core/noted-date.ts';
import type { Handler } from '../apply-events.ts';

type NotedDateHandlers = { readonly [T in NotedDateEvent['type']]: Handler<T> };

export const notedDateHandlers: NotedDateHandlers = {
  date_noted: ({ type: _, ...date }, { tx, contact, at }) => tx.noteDate(contact.id, date, at),
  noted_date_dropped: ({ id }, { tx, contact, at }) => tx.dropNotedDate(contact.id, id, at),
};
