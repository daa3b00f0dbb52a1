/** Which contacts are being worked: one lane each, so that a contact's turns never overlap in this process. */
import type { ContactId } from '../core/model.ts';

export interface Lane {
  /** More came in while the contact was being worked. */
  again: boolean;
  /** Failures of the present inbound in a row. */
  failures: number;
  inboundId: string;
}

export interface LaneBook {
  /** Opens a lane; when there is one already, has it gone through once more and gives `false`. */
  enter(contactId: ContactId): boolean;
  get(contactId: ContactId): Lane | undefined;
  /** Closes the lane; `false` when it is to be gone through once more. */
  leave(contactId: ContactId): boolean;
  /** Resolves when there is no lane. */
  idle(): Promise<void>;
}

export function createLaneBook(): LaneBook {
  const lanes = new Map<ContactId, Lane>();
  const idlers: (() => void)[] = [];
  return {
    enter(contactId) {
      const lane = lanes.get(contactId);
      if (lane !== undefined) lane.again = true;
      else lanes.set(contactId, { again: false, failures: 0, inboundId: '' });
      return lane === undefined;
    },
    get: (contactId) => lanes.get(contactId),
    leave(contactId) {
      const lane = lanes.get(contactId);
      if (lane?.again === true) {
        lane.again = false;
        return false;
      }
      lanes.delete(contactId);
      if (lanes.size === 0) for (const resolve of idlers.splice(0)) resolve();
      return true;
    },
    idle: () => (lanes.size === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
  };
}
