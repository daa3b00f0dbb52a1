/** Consultation messages: the normal way a bot answers. */
import type { Caller, CallOptions } from './call.ts';
import { type CsMessage, toWire } from './cs-message.ts';
import { ZaloInputError } from './error.ts';
import { readSent, type SentMessage } from './sent.ts';
import { requireId } from './text.ts';

/** What this account may use. Buttons and lists on v3 are in production use but on no official page. */
export interface Capabilities {
  readonly csButtons: boolean;
  readonly csList: boolean;
}

export interface Messages {
  /**
   * Sends one message. Zalo has no idempotency key, so a send whose outcome is unknown is never repeated here.
   * @throws ZaloInputError before anything is sent, also when the account lacks the capability
   * @throws ZaloApiError | ZaloTransportError ask `outcome` before sending again
   */
  send(userId: string, message: CsMessage, options?: CallOptions): Promise<SentMessage>;
}

const PATH = '/v3.0/oa/message/cs';
const NEEDS: Partial<Record<CsMessage['kind'], keyof Capabilities>> = {
  buttons: 'csButtons',
  list: 'csList',
};

export function createMessages(caller: Caller, capabilities: Capabilities): Messages {
  return {
    async send(userId, message, options) {
      const need = NEEDS[message.kind];
      if (need && !capabilities[need]) throw new ZaloInputError('capability_off', need);
      const body = { recipient: { user_id: requireId('userId', userId) }, message: toWire(message) };
      return readSent(PATH, await caller.post('openapi', PATH, body, options));
    },
  };
}
