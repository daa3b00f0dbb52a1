/** Which contacts are being worked: one lane each, so that a contact's turns never overlap in this process. */
import type { ContactId } from '../core/model.ts';

export interface Lane {
  /** Place in the order of arrival of what is being worked. */
  readonly order: number;
  /** That of the first message that came in meanwhile. */
  again: number | null;
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
      if (lane !== undefined) lane.again ??= order;
      else lanes.set(contactId, { order, again: null, failures: 0, inboundId: '' });
      return lane === undefined;
    },
    get: (contactId) => lanes.get(contactId),
    leave(contactId) {
      const lane = lanes.get(contactId);
      if (lane !== undefined && lane.again !== null) {
        lanes.set(contactId, { ...lane, order: lane.again, again: null });
        return lane.again;
      }
      lanes.delete(contactId);
      if (lanes.size === 0) for (const resolve of idlers.splice(0)) resolve();
      return null;
    },
    idle: () => (lanes.size === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
  };
}
