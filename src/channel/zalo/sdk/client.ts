/** The client: everything that needs an access token, in one object. */
import { type CallerOptions, type CallOptions, createCaller } from './call.ts';
import { type Conversations, createConversations } from './conversations.ts';
import type { ApiHost } from './fault-table.ts';
import { type Capabilities, createMessages, type Messages } from './messages.ts';
import { fetchOfficialAccount, type OfficialAccount } from './official-account.ts';
import { createQuota, type Quota } from './quota.ts';
import type { RateState } from './rate.ts';
import { createTags, type Tags } from './tags.ts';
import { createTemplates, type Templates } from './templates.ts';
import { createUploads, type Uploads } from './uploads.ts';
import { createUsers, type Users } from './users.ts';
import { createZns, type Zns } from './zns.ts';

export interface ZaloClientOptions extends CallerOptions {
  /** Default: buttons on, lists off. */
  readonly capabilities?: Partial<Capabilities>;
}

export interface ZaloClient {
  readonly messages: Messages;
  readonly templates: Templates;
  readonly zns: Zns;
  readonly uploads: Uploads;
  readonly users: Users;
  readonly tags: Tags;
  readonly quota: Quota;
  readonly conversations: Conversations;
  readonly capabilities: Capabilities;
  officialAccount(options?: CallOptions): Promise<OfficialAccount>;
  /** Calls left in the minute, as the last reply of that host told; `null` before the first. */
  rate(host?: ApiHost): RateState | null;
}

/**
 * Makes a client for one Official Account.
 * @throws TypeError when a root is not an absolute URL
 */
export function createZaloClient(options: ZaloClientOptions): ZaloClient {
  const caller = createCaller(options);
  const capabilities = { csButtons: true, csList: false, ...options.capabilities };
  return {
    messages: createMessages(caller, capabilities),
    templates: createTemplates(caller),
    zns: createZns(caller),
    uploads: createUploads(caller),
    users: createUsers(caller),
    tags: createTags(caller),
    quota: createQuota(caller),
    conversations: createConversations(caller),
    capabilities,
    officialAccount: (how) => fetchOfficialAccount(caller, how),
    rate: (host = 'openapi') => caller.rate(host),
  };
}
