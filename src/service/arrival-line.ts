/** Contacts that wait for their turn, in the order in which their messages came in. */
import type { ContactId } from '../core/model.ts';

export interface ArrivalLine {
  /** The next place in the order of arrival. */
  place(): number;
  /** Puts a contact where its message came in: who wrote while an answer was on its way lost no time by that. */
  put(contactId: ContactId, place: number): void;
  /** Takes the first ones out. */
  take(atMost: number): readonly ContactId[];
  isEmpty(): boolean;
}

export function createArrivalLine(): ArrivalLine {
  const line: { readonly contactId: ContactId; readonly place: number }[] = [];
  let arrived = 0;
  return {
    place() {
      arrived += 1;
      return arrived;
    },
    put(contactId, place) {
      const before = line.findLastIndex((one) => one.place <= place);
      line.splice(before + 1, 0, { contactId, place });
    },
    take: (atMost) => line.splice(0, atMost).map(({ contactId }) => contactId),
    isEmpty: () => line.length === 0,
  };
}
