/** The HTTP side: reads bodies, writes replies, cuts lines. Knows paths only by their first part. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { CONTROL_ROOT, control } from './control.ts';
import { type Answer, answer } from './gateway.ts';
import type { World } from './model.ts';
import { jsonReply, type SimReply, type SimRequest } from './reply.ts';

const MEDIA_ROOT = '/_media/';
const BODY_MAX = 12 * 1024 * 1024;

export function createStandInServer(world: World): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > BODY_MAX) request.socket.destroy();
      else chunks.push(chunk);
    });
    request.on('end', () => {
      const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
      dispatch(world, toSimRequest(request, body)).then(
        (left) => write(response, left),
        (error: unknown) => write(response, jsonReply({ bug: String(error) }, 500)),
      );
    });
  });
}

function toSimRequest({ method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer): SimRequest {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  return { method, path, query: mark < 0 ? '' : url.slice(mark + 1), headers, body };
}

async function dispatch(world: World, request: SimRequest): Promise<Answer> {
  if (request.path.startsWith(CONTROL_ROOT)) return control(world, request);
  if (request.path.startsWith(MEDIA_ROOT)) return giveMedia(world, request.path.slice(MEDIA_ROOT.length));
  return answer(world, request);
}

/** Stands for Zalo's file servers. */
function giveMedia(world: World, id: string): SimReply {
  const file = world.files.get(id);
  if (!file || file.bytes.length === 0) return jsonReply({ error: 404 }, 404);
  return { status: 200, headers: { 'content-type': file.mime }, body: Buffer.from(file.bytes) };
}

function write(response: ServerResponse, left: Answer): void {
  if (left === 'never') return;
  if (left === null) {
    response.socket?.destroy();
    return;
  }
  response.writeHead(left.status, { ...left.headers, 'content-length': Buffer.byteLength(left.body) });
  response.end(left.body);
}
