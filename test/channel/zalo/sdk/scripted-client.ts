/** A client on the scripted server, with a clock that stands still, opened and closed around the tests of a file. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createZaloClient, fixedToken, type ZaloClient } from '../../../../src/channel/zalo/sdk/mod.ts';
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts';

/** Declares the hooks. */
export function scriptedClient() {
  let server: ScriptedServer;
  let client: ZaloClient;
  beforeAll(async () => {
    server = await startScriptedServer();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    client = createZaloClient({
      tokens: fixedToken('token-1'),
      roots: { openapi: `${server.url}/oa`, business: `${server.url}/zns/` },
      now: () => 1_000,
      capabilities: { csList: true },
    });
  });
  return {
    get server() {
      return server;
    },
    get client() {
      return client;
    },
  };
}
