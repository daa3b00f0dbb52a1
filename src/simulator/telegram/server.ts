/** The stand-in's HTTP face: Bot API, file downloads and the control API, on node:http to stay light in benches. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBody, readParams } from './body.ts';
import { callMethod } from './bot-api.ts';
import { control, controlRoot } from './control.ts';
import { ApiFailure } from './failure.ts';
import type { FaultEffect } from './fault-plan.ts';
import { RawJson } from './method/updates.ts';
import type { World } from './world.ts';

export function createStandInServer(world: World): Server {
  const server = createServer((request, response) => {
    answer(world, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else writeFailure(response, error);
    });
  });
  // Longer than any client keeps idle connections, so that none is cut while a request is on its way.
  server.keepAliveTimeout = 65_000;
  return server;
}

async function answer(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  if (path.startsWith(controlRoot)) {
    const asked = { verb: request.method ?? 'GET', path: path.slice(controlRoot.length), query };
    return writeJson(response, 200, await control(world, asked, await readBody(request)));
  }
  const file = /^\/file\/bot([^/]+)\/(.+)$/u.exec(path);
  if (file !== null) return download(world, response, { token: file[1] ?? '', path: file[2] ?? '' });
  const call = /^\/bot([^/]+)\/(\w+)$/u.exec(path);
  if (call === null) throw new ApiFailure(404, 'Not Found');
  requireToken(world, call[1] ?? '');
  await answerCall(world, { request, response, query, method: call[2] ?? '' });
}

interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: string;
  readonly method: string;
}

async function answerCall(world: World, { request, response, query, method }: Call): Promise<void> {
  const params = await readParams(request, query);
  const effect = world.faults.next(method);
  if (effect !== undefined && (await suffer(effect, response))) return;
  const result = await callMethod(world, method, params, (cancel) => response.once('close', cancel));
  if (effect?.kind === 'drop_after') return void response.destroy();
  const json = result instanceof RawJson ? result.json : JSON.stringify(result);
  writeText(response, 200, `{"ok":true,"result":${json}}`);
}

/** Carries a fault out; true when the call is over with it. */
async function suffer(effect: FaultEffect, response: ServerResponse): Promise<boolean> {
  switch (effect.kind) {
    case 'error':
      throw new ApiFailure(effect.code, effect.description, effect.retryAfter);
    case 'delay':
      await sleep(effect.ms);
      return response.destroyed;
    case 'drop_before':
      response.destroy();
      return true;
    case 'page':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>-</title>');
      return true;
    case 'drop_after':
      return false;
  }
}

/** As the real server: a token of the right shape is `Unauthorized`, anything else is no address at all. */
function requireToken(world: World, token: string): void {
  if (token === world.token || decodeURIComponent(token) === world.token) return;
  throw /^\d+(?::|%3A)[\w-]+$/iu.test(token)
    ? new ApiFailure(401, 'Unauthorized')
    : new ApiFailure(404, 'Not Found');
}

async function download(
  world: World,
  response: ServerResponse,
  asked: { readonly token: string; readonly path: string },
): Promise<void> {
  requireToken(world, asked.token);
  const effect = world.faults.next('file');
  if (effect !== undefined && (await suffer(effect, response))) return;
  const bytes = world.files.byPath(asked.path)?.bytes;
  if (bytes === undefined) throw new ApiFailure(404, 'Not Found');
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.byteLength });
  response.end(bytes);
}

function writeFailure(response: ServerResponse, error: unknown): void {
  const failure = error instanceof ApiFailure ? error : new ApiFailure(500, 'Internal Server Error');
  const parameters =
    failure.retryAfter === undefined ? {} : { parameters: { retry_after: failure.retryAfter } };
  writeJson(response, failure.code, {
    ok: false,
    error_code: failure.code,
    description: failure.message,
    ...parameters,
  });
}

const writeJson = (response: ServerResponse, status: number, value: unknown) =>
  writeText(response, status, JSON.stringify(value));

function writeText(response: ServerResponse, status: number, json: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(json),
  });
  response.end(json);
}
