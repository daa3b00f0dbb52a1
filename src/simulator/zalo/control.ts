/** The control API, outside Zalo's namespace: look at the stand-in, move its clock, order faults, act as people. */
import { z } from 'zod';
import { act } from './act.ts';
import * as shape from './control-shapes.ts';
import { DeedRefused } from './deed.ts';
import type { World } from './model.ts';
import { createPerson } from './person.ts';
import { jsonReply, type SimReply, type SimRequest } from './reply.ts';
import { viewOf, viewPerson } from './view.ts';

export const CONTROL_ROOT = '/_control/';

type Route = (world: World, body: unknown, query: URLSearchParams) => unknown;

const ROUTES: Readonly<Record<string, Route>> = {
  'GET state': (world) => viewOf(world),
  'GET calls': (world) => ({ count: world.calls.count(), calls: world.calls.list() }),
  'DELETE calls': (world) => world.calls.clear(),
  'GET deliveries': (world) => world.webhook.deliveries(),
  'GET chat': (world, _, query) => world.people.get(query.get('person') ?? '')?.chat ?? [],
  'POST clock': async (world, body) => {
    await world.clock.advance(shape.advance.parse(body).advanceMs);
    world.tell({ kind: 'clock', now: world.clock.now() });
    return { now: world.clock.now() };
  },
  'POST faults': (world, body) => world.faults.order(shape.faultOrder.parse(body)),
  'DELETE faults': (world) => world.faults.clear(),
  'POST switches': (world, body) => {
    world.switches = { ...world.switches, ...shape.switches.parse(body) };
    return world.switches;
  },
  'POST rate': (world, body) => world.pace.set(shape.rate.parse(body)),
  'POST webhook': (world, body) => {
    const { url, events } = shape.registration.parse(body);
    world.webhook.register(url, events);
  },
  'POST habits': (world, body) => world.webhook.setHabits(shape.habits.parse(body)),
  'POST probe': (world) => world.webhook.probe(),
  'POST replay': (world) => world.webhook.replay(),
  'POST grant': (world) => world.tokens.grant(),
  'POST revoke': (world) => world.tokens.revoke(),
  'POST people': (world, body) => viewPerson(world, createPerson(world, shape.person.parse(body))),
  'POST act': (world, body) => {
    const { personId, deed } = shape.acting.parse(body);
    return act(world, personId, deed);
  },
};

/** Answers `/_control/<word>`; what is wrong with the request comes back as 400 with a sentence. */
export async function control(world: World, request: SimRequest): Promise<SimReply> {
  const word = `${request.method} ${request.path.slice(CONTROL_ROOT.length)}`;
  const route = Object.hasOwn(ROUTES, word) ? ROUTES[word] : undefined;
  if (!route) return jsonReply({ words: Object.keys(ROUTES) }, 404);
  try {
    const text = request.body.toString('utf8');
    const body: unknown = text === '' ? {} : JSON.parse(text);
    return jsonReply((await route(world, body, new URLSearchParams(request.query))) ?? { done: true });
  } catch (error) {
    const known = error instanceof z.ZodError || error instanceof DeedRefused || error instanceof SyntaxError;
    if (known || error instanceof RangeError) return jsonReply({ wrong: error.message }, 400);
    throw error;
  }
}
