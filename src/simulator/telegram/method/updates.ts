/** `getUpdates`, `setWebhook`, `deleteWebhook`, `getWebhookInfo`: one way or the other, never both. */
import { ApiFailure, badRequest } from '../failure.ts';
import { flagParam, intParam, jsonParam, type Params, textParam } from '../params.ts';
import type { WebhookTarget } from '../webhook-post.ts';
import { createWebhookSender } from '../webhook-sender.ts';
import { updateKinds } from '../wire.ts';
import type { WebhookState, World } from '../world.ts';

/** What a method may need of the call it answers. */
export interface CallContext {
  /** Called with the way to give up waiting when the client hangs up. */
  onWaiting(cancel: () => void): void;
  /** Runs a call that the bot wrote into its webhook answer. */
  run(call: Readonly<Record<string, unknown>>): void;
}

/** JSON that is written into the answer as it is. */
export class RawJson {
  readonly json: string;
  constructor(json: string) {
    this.json = json;
  }
}

const pollSecondsAtMost = 50;

export async function getUpdates(world: World, params: Params, { onWaiting }: CallContext): Promise<RawJson> {
  if (world.webhook !== null) {
    throw new ApiFailure(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  allowKinds(world, params);
  const limit = intParam(params, 'limit', 100);
  const updates = await world.updates.poll({
    offset: intParam(params, 'offset', 0),
    limit: limit >= 1 && limit <= 100 ? limit : 100,
    timeoutMs: Math.min(Math.max(0, intParam(params, 'timeout', 0)), pollSecondsAtMost) * 1000,
    onWaiting,
  });
  return new RawJson(`[${updates.join(',')}]`);
}

export function setWebhook(world: World, params: Params, { run }: CallContext): true {
  const url = textParam(params, 'url');
  if (url === '') return deleteWebhook(world, params);
  const target: WebhookTarget = {
    url: checkedUrl(url),
    secret: checkedSecret(textParam(params, 'secret_token')),
    maxConnections: Math.min(100, Math.max(1, intParam(params, 'max_connections', 40))),
  };
  stopWebhook(world);
  allowKinds(world, params);
  if (flagParam(params, 'drop_pending_updates')) world.updates.clear();
  const emit = (type: 'webhook_posted' | 'webhook_taken') => (update: { chat: number; id: number }) =>
    world.emit({ type, chat: update.chat, updateId: update.id });
  const sender = createWebhookSender(target, world.webhookRules, {
    posting: emit('webhook_posted'),
    taken: emit('webhook_taken'),
    failed(words) {
      state.lastError = { at: world.now(), words };
    },
    called: run,
  });
  const state: WebhookState = { target, sender, lastError: null };
  world.webhook = state;
  world.updates.redirect(sender.add);
  return true;
}

export function deleteWebhook(world: World, params: Params): true {
  stopWebhook(world);
  if (flagParam(params, 'drop_pending_updates')) world.updates.clear();
  return true;
}

export function getWebhookInfo(world: World) {
  const { webhook } = world;
  const pending = world.updates.pendingCount() + (webhook?.sender.pendingCount() ?? 0);
  const common = { has_custom_certificate: false, pending_update_count: pending };
  if (webhook === null) return { url: '', ...common };
  const { lastError, target } = webhook;
  return {
    url: target.url,
    ...common,
    max_connections: target.maxConnections,
    ...(lastError === null
      ? {}
      : { last_error_date: Math.floor(lastError.at / 1000), last_error_message: lastError.words }),
  };
}

export function stopWebhook(world: World): void {
  if (world.webhook === null) return;
  const left = world.webhook.sender.stop();
  world.webhook = null;
  world.updates.redirect(null);
  world.updates.putBack(left);
}

/** Like a self-hosted server in local mode, plain HTTP is allowed. */
function checkedUrl(url: string): string {
  if (!URL.canParse(url) || !/^https?:/u.test(url)) {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  }
  return url;
}

function checkedSecret(secret: string): string {
  if (secret.length > 256) throw badRequest('secret token is too long');
  if (!/^[\w-]*$/u.test(secret)) throw badRequest('secret token contains unallowed characters');
  return secret;
}

function allowKinds(world: World, params: Params): void {
  const kinds = jsonParam(params, 'allowed_updates', "can't parse allowed updates JSON object");
  if (!Array.isArray(kinds)) return;
  world.updates.allow(updateKinds.filter((kind) => kinds.includes(kind)));
}
