/** Template messages to a user id: the way to reach a person outside the consultation window. Charged. */
import type { Caller, CallOptions } from './call.ts';
import { readSent, type SentMessage } from './sent.ts';
import { requireTemplateData, type TemplateData } from './template-data.ts';
import { requireId } from './text.ts';

export interface TemplateMessage {
  readonly userId: string;
  /** Only templates made since 2025-12-10 can be sent by user id; others give -249. */
  readonly templateId: string;
  readonly data: TemplateData;
}

export interface Templates {
  /** Sends a template to a user id. There is no tracking id on this path. @throws ZaloError */
  send(message: TemplateMessage, options?: CallOptions): Promise<SentMessage>;
}

const PATH = '/v3.0/oa/message/template';

export function createTemplates(caller: Caller): Templates {
  return {
    async send({ userId, templateId, data }, options) {
      const body = {
        user_id: requireId('userId', userId),
        template_id: requireId('templateId', templateId),
        template_data: requireTemplateData(data),
      };
      return readSent(PATH, await caller.post('openapi', PATH, body, options));
    },
  };
}
