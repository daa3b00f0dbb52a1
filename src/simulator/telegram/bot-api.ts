/** The methods by name (case does not matter, as on the real server) and how a call runs. */
import { ApiFailure } from './failure.ts';
import { answerCallbackQuery, editMessageReplyMarkup, editMessageText } from './method/edit.ts';
import { getFile, getMe, getMyCommands, setMyCommands } from './method/plain.ts';
import { sendChatAction, sendDocument, sendMessage, sendPhoto } from './method/send.ts';
import { type CallContext, deleteWebhook, getUpdates, getWebhookInfo, setWebhook } from './method/updates.ts';
import type { Params } from './params.ts';
import type { World } from './world.ts';

type Method = (world: World, params: Params, context: CallContext) => unknown;

const registry = {
  getMe,
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  sendMessage,
  sendPhoto,
  sendDocument,
  sendChatAction,
  editMessageText,
  editMessageReplyMarkup,
  answerCallbackQuery,
  setMyCommands,
  getMyCommands,
  getFile,
} satisfies Readonly<Record<string, Method>>;

const methods: ReadonlyMap<string, readonly [name: string, Method]> = new Map(
  Object.entries(registry).map(([name, method]) => [name.toLowerCase(), [name, method]]),
);

/** Runs a method. Throws ApiFailure, 404 for an unknown one. */
export async function callMethod(
  world: World,
  name: string,
  params: Params,
  onWaiting: CallContext['onWaiting'] = () => undefined,
): Promise<unknown> {
  const found = methods.get(name.toLowerCase());
  if (found === undefined) throw new ApiFailure(404, 'Not Found: method not found');
  const [known, method] = found;
  world.calls.set(known, (world.calls.get(known) ?? 0) + 1);
  return method(world, params, { onWaiting, run: (call) => runFromWebhook(world, call) });
}

/** A call in a webhook answer cannot report back, so its failure goes nowhere. */
function runFromWebhook(world: World, { method, ...fields }: Readonly<Record<string, unknown>>): void {
  if (typeof method !== 'string' || /^(?:get|setwebhook|deletewebhook)/iu.test(method)) return;
  callMethod(world, method, { fields, uploads: {} }).catch(() => undefined);
}
