/** Events about what interests people; only topics there are is kept. */
import type { InterestEvent } from '../../core/interest.ts';
import type { Handler } from '../apply-events.ts';

export const interestHandlers: { readonly [T in InterestEvent['type']]: Handler<T> } = {
  interests_chosen: ({ topics }, { tx, contact, at, deps }) => {
    const known = deps.library.classTopics.map(({ topic }) => topic);
    return tx.setInterests(
      contact.id,
      topics.filter((topic) => known.includes(topic)),
      at,
    );
  },
};
