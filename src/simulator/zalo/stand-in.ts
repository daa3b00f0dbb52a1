/**
 * A Zalo Official Account to run without Zalo: real HTTP on one port for its three hosts, the documented rules,
 * made-up people, virtual time, and faults on order. Everything is in memory.
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { act } from './act.ts';
import type { CallLog } from './call-log.ts';
import type { VirtualClock } from './clock.ts';
import type { Deed, Done } from './deed.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { ChatMessage, StandInEvent } from './model.ts';
import type { SeedPerson, StandInOptions, Switches } from './options.ts';
import { createPerson } from './person.ts';
import { createStandInServer } from './server.ts';
import type { ShelfFile } from './shelf.ts';
import type { TokenBook } from './tokens.ts';
import { type PersonView, type StandInView, viewOf, viewPerson } from './view.ts';
import type { WebhookSender } from './webhook-sender.ts';
import { createWorld } from './world.ts';

export interface ZaloStandIn {
  /** Root of all three hosts: what goes into the SDK's `oauth`, `openapi` and `business` roots. */
  readonly url: string;
  readonly app: { readonly id: string; readonly secret: string };
  /** `secret` is the OA Secret Key that signs webhooks. */
  readonly oa: { readonly id: string; readonly secret: string; readonly name: string };
  readonly clock: VirtualClock;
  readonly tokens: TokenBook;
  readonly webhook: WebhookSender;
  readonly faults: FaultPlan;
  readonly calls: CallLog;
  /** The whole state, people with their windows and prices included. */
  view(): StandInView;
  /** @throws RangeError when nobody has this id */
  person(id: string): PersonView;
  addPerson(seed: SeedPerson): PersonView;
  /** Lets a person do something; resolves when the bot has answered the webhook. @throws DeedRefused */
  act(personId: string, deed: Deed): Promise<Done>;
  /** A person's chat, oldest first. */
  chat(personId: string): readonly ChatMessage[];
  /** An upload or what somebody sent, by the last part of its address. */
  file(id: string): ShelfFile | undefined;
  setSwitches(change: Partial<Switches>): void;
  /** Tells every message, change, delivery and jump of the clock; gives the way to stop listening. */
  watch(listener: (event: StandInEvent) => void): () => void;
  close(): Promise<void>;
}

/** Starts the server. Rejects when the port is taken. */
export async function createZaloStandIn(options: StandInOptions = {}): Promise<ZaloStandIn> {
  const world = createWorld(options);
  const server = createStandInServer(world);
  const address = options.address ?? '127.0.0.1';
  world.url = `http://${address}:${await listen(server, options.port ?? 0, address)}`;
  const find = (id: string) => {
    const person = world.people.get(id);
    if (!person) throw new RangeError(`Nobody has the id ${id}`);
    return person;
  };
  const { app, oa, clock, tokens, webhook, faults, calls, url, watch } = world;
  return {
    ...{ app, oa, clock, tokens, webhook, faults, calls, url, watch },
    view: () => viewOf(world),
    person: (id) => viewPerson(world, find(id)),
    addPerson: (seed) => viewPerson(world, createPerson(world, seed)),
    act: (personId, deed) => act(world, personId, deed),
    chat: (personId) => [...find(personId).chat],
    file: (id) => world.files.get(id),
    setSwitches: (change) => {
      world.switches = { ...world.switches, ...change };
    },
    close: async () => {
      webhook.close();
      clock.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number, address: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
  return (server.address() as AddressInfo).port;
}
