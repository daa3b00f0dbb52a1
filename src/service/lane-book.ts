/** Which contacts are being worked: one lane each, so that a contact's turns never overlap in this process. */
import type { ContactId } from '../core/model.ts';

export interface Lane {
  /** Places in the order of arrival of the messages that came in meanwhile. */
  again: number[];
  /** Failures of the present inbound in a row. */
  failures: number;
  inboundId: string;
}

export interface LaneBook {
  /** Opens a lane; when there is one already, has it gone through once more and gives `false`. */
  enter(contactId: ContactId, order: number): boolean;
  get(contactId: ContactId): Lane | undefined;
  /** Closes the lane and gives `null`, or the place of what came in meanwhile: it is gone through once more. */
  leave(contactId: ContactId): number | null;
  /** Resolves when there is no lane. */
  idle(): Promise<void>;
}

export function createLaneBook(): LaneBook {
  const lanes = new Map<ContactId, Lane>();
  const idlers: (() => void)[] = [];
  return {
    enter(contactId, order) {
      const lane = lanes.get(contactId);
      if (lane !== undefined) lane.again.push(order);
      else lanes.set(contactId, { again: [], failures: 0, inboundId: '' });
      return lane === undefined;
    },
    get: (contactId) => lanes.get(contactId),
    leave(contactId) {
      const next = lanes.get(contactId)?.again.shift();
      if (next !== undefined) return next;
      lanes.delete(contactId);
      if (lanes.size === 0) for (const resolve of idlers.splice(0)) resolve();
      return null;
    },
    idle: () => (lanes.size === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
  };
}
