/** From a request to what leaves: faults first, then the rate, the token and the route. */
import { createHmac } from 'node:crypto';
import { type FaultEffect, spoil } from './fault-plan.ts';
import type { World } from './model.ts';
import type { Passed } from './pace.ts';
import { header, jsonReply, refusal, type SimReply, type SimRequest } from './reply.ts';
import { ROUTES, type Route, type SimHost } from './routes.ts';

/** `null` cuts the line, `'never'` leaves it open. */
export type Answer = SimReply | null | 'never';

/** Answers one call in Zalo's namespace and writes it into the log. */
export async function answer(world: World, request: SimRequest): Promise<Answer> {
  const effect = world.faults.next(request.path);
  if (effect?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, effect.ms));
  const early = effect ? insteadOf(effect) : undefined;
  const made = early === undefined ? await execute(world, request) : early;
  const left = made !== null && effect && early === undefined ? spoil(effect, made) : made;
  world.calls.add(world.clock.now(), request, left === 'never' ? null : left);
  return left;
}

/** What a fault puts in the place of executing the call; `undefined` lets it be executed. */
function insteadOf(effect: FaultEffect): SimReply | null | undefined {
  if (effect.kind === 'code') return refusal(effect.code, effect.message ?? 'ordered fault');
  if (effect.kind === 'drop' && effect.when === 'before') return null;
  if (effect.kind === 'bad_gateway' && effect.when === 'before') {
    return spoil(effect, jsonReply({})) as SimReply;
  }
  return undefined;
}

async function execute(world: World, request: SimRequest): Promise<SimReply> {
  const route = ROUTES.get(`${request.method} ${request.path}`);
  if (!route) return jsonReply({ error: 404, message: 'Not Found' }, 404);
  if (route.host === 'oauth') return route.handle(world, request);
  // Only the OA host has the limit; the headers are on both.
  const passed = route.host === 'openapi' ? world.pace.pass() : world.pace.look();
  const reply =
    stopped(passed) ?? tokenFault(world, request, route.host) ?? (await handle(world, route, request));
  return {
    ...reply,
    headers: {
      ...reply.headers,
      'X-RateLimit-Limit': String(passed.limit),
      'X-RateLimit-Remain': String(passed.remain),
    },
  };
}

const handle = async (world: World, route: Route, request: SimRequest): Promise<SimReply> =>
  route.handle(world, request);

function stopped({ stoppedBy }: Passed): SimReply | null {
  if (stoppedBy === null) return null;
  const who = stoppedBy === 'app' ? 'application' : 'OA';
  return refusal(-32, `Your ${who} reached limit call api`);
}

const TOKEN_FAULTS: Readonly<
  Record<Exclude<SimHost, 'oauth'>, { unknown: number; expired: number; proof: number }>
> = {
  openapi: { unknown: -216, expired: -220, proof: -242 },
  business: { unknown: -124, expired: -124, proof: -1241 },
};

/** The header is `access_token`; a bearer token counts as none. */
function tokenFault(world: World, request: SimRequest, host: 'openapi' | 'business'): SimReply | null {
  const token = header(request, 'access_token');
  const codes = TOKEN_FAULTS[host];
  const state = world.tokens.check(token);
  if (state === 'unknown') return refusal(codes.unknown, 'Access token is invalid');
  if (state === 'expired') return refusal(codes.expired, 'Access token has expired');
  const proof = header(request, 'appsecret_proof');
  if (proof === null && !world.switches.demandsSecretProof) return null;
  const right = createHmac('sha256', world.app.secret)
    .update(token ?? '')
    .digest('hex');
  return proof === right ? null : refusal(codes.proof, 'appsecret_proof is invalid');
}
