/**
 * The control API for tests and benches, outside the Bot API's names: order failures, shift the clock, act as a person,
 * read what was accepted.
 */
import { z } from 'zod';
import { ApiFailure, badRequest } from './failure.ts';
import { type Acted, ActRefused, act } from './person.ts';
import type { World } from './world.ts';

export const controlRoot = '/_control/';

export interface Asked {
  readonly verb: string;
  readonly path: string;
  readonly query: string;
}

const effect = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('error'),
    code: z.int().min(400).max(599),
    description: z.string().default('Internal Server Error'),
    retryAfter: z.int().positive().optional(),
  }),
  z.object({ kind: z.literal('delay'), ms: z.number().nonnegative() }),
  z.object({ kind: z.enum(['drop_after', 'drop_before', 'page']) }),
]);
const faultOrder = z.object({
  method: z.string().default('*'),
  times: z.int().positive().default(1),
  after: z.int().nonnegative().default(0),
  effect,
});
const limits = z
  .object({
    overallPerSecond: z.number().positive(),
    chatPerSecond: z.number().positive(),
    chatBurst: z.number().min(1),
  })
  .nullable();
const person = z.object({ id: z.int().positive(), name: z.string().min(1), language: z.string().optional() });
const base64 = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const deed = z.union([
  z.object({ kind: z.literal('text'), text: z.string().min(1) }),
  z.object({ kind: z.literal('tap'), data: z.string(), messageId: z.int().optional() }),
  z.object({ kind: z.literal('press'), label: z.string(), phone: z.string().optional() }),
  z.object({
    kind: z.enum(['photo', 'document']),
    bytes: base64,
    mime: z.string(),
    name: z.string().optional(),
    caption: z.string().optional(),
  }),
  z.object({ kind: z.literal('contact'), phone: z.string(), own: z.boolean().default(true) }),
  z.object({ kind: z.literal('location'), latitude: z.number(), longitude: z.number() }),
  z.object({ kind: z.enum(['voice', 'video', 'block', 'unblock', 'deactivate']) }),
  z.object({ kind: z.literal('sticker'), emoji: z.string().default('👍') }),
  z.object({ kind: z.literal('raw'), body: z.record(z.string(), z.unknown()) }),
]);
const acting = z.object({ person, act: deed });

type Route = (world: World, body: unknown, query: URLSearchParams) => unknown;

const routes: Readonly<Record<string, Route>> = {
  'POST faults': (world, body) => world.faults.order(readAs(faultOrder, body)),
  'DELETE faults': (world) => world.faults.clear(),
  'POST limits': (world, body) => world.pace.set(readAs(limits, body)),
  'POST clock': (world, body) => world.shiftClock(readAs(z.object({ offsetMs: z.number() }), body).offsetMs),
  'POST updates': (world, body) => {
    const count = z.int().nonnegative().default(0);
    const { duplicate, reorder } = readAs(z.object({ duplicate: count, reorder: count }), body);
    world.updates.duplicateNext(duplicate);
    world.updates.reorderNext(reorder);
  },
  'POST act': (world, body) => {
    const list = readAs(z.union([acting, z.array(acting)]), body);
    return Array.isArray(list) ? list.map((one) => acted(world, one)) : acted(world, list);
  },
  'GET messages': (world, _, query) => world.chats.get(Number(query.get('chat')))?.kept ?? [],
  'GET chats': (world) =>
    [...world.chats.all()].map(({ user, state, kept }) => ({ user, state, messages: kept.length })),
  'GET stats': (world) => ({
    calls: Object.fromEntries(world.calls),
    pending: world.updates.pendingCount() + (world.webhook?.sender.pendingCount() ?? 0),
    limits: world.pace.limits,
  }),
};

/** Answers a control call. Throws ApiFailure 400 or 404. */
export async function control(world: World, { verb, path, query }: Asked, body: Buffer): Promise<unknown> {
  const route = routes[`${verb} ${path}`];
  if (route === undefined) throw new ApiFailure(404, 'Not Found');
  const result = route(world, body.byteLength === 0 ? {} : parsed(body), new URLSearchParams(query));
  return { ok: true, result: result ?? true };
}

function acted(world: World, one: z.infer<typeof acting>): Acted {
  const { id, name, language } = one.person;
  try {
    return act(world, { id, name, ...(language === undefined ? {} : { language }) }, one.act);
  } catch (error) {
    throw error instanceof ActRefused ? badRequest(error.message) : error;
  }
}

function readAs<S extends z.ZodType>(schema: S, body: unknown): z.infer<S> {
  const read = schema.safeParse(body);
  if (!read.success) throw badRequest(z.prettifyError(read.error));
  return read.data;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw badRequest("can't parse JSON object");
  }
}
