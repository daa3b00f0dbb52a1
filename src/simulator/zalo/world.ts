/** Makes the one object that holds everything the stand-in knows. */
import { createCallLog } from './call-log.ts';
import { createClock } from './clock.ts';
import { createFaultPlan } from './fault-plan.ts';
import { createIds } from './ids.ts';
import type { StandInEvent, World } from './model.ts';
import { DEFAULT_APP, DEFAULT_OA, DEFAULT_SWITCHES, type StandInOptions } from './options.ts';
import { createPace } from './pace.ts';
import { createPerson } from './person.ts';
import { createShelf } from './shelf.ts';
import { createTokenBook } from './tokens.ts';
import { createWebhookSender } from './webhook-sender.ts';

/** Zalo waits this long for the answer to a webhook. */
const WEBHOOK_TIMEOUT_MS = 2000;

export function createWorld(options: StandInOptions): World {
  const clock = createClock(options.clock);
  const ids = createIds();
  const app = options.app ?? DEFAULT_APP;
  const oa = options.oa ?? DEFAULT_OA;
  const bus = createBus();
  const webhook = createWebhookSender({
    clock,
    appId: app.id,
    oaSecret: oa.secret,
    timeoutMs: options.webhook?.timeoutMs ?? WEBHOOK_TIMEOUT_MS,
    retryOn: () => world.switches.retryWebhookOn,
    told: (delivery) => bus.tell({ kind: 'delivery', delivery }),
  });
  const world: World = {
    ...{ app, oa, clock, ids, webhook, ...bus },
    ...emptyShelves(),
    templates: new Map((options.templates ?? []).map((template) => [template.id, template])),
    quota: { sub: 100, purchase: 0, reward: 0, ...options.quota },
    prices: options.prices ?? {},
    zns: { dailyQuota: options.zns?.dailyQuota ?? 500, adminPhones: options.zns?.adminPhones ?? [] },
    switches: { ...DEFAULT_SWITCHES, ...options.switches },
    tokens: createTokenBook({ clock, ids, switches: () => world.switches }),
    faults: createFaultPlan(),
    calls: createCallLog(),
    pace: createPace(clock, options.rate),
    sent: 0,
    url: '',
  };
  for (const seed of options.people ?? []) createPerson(world, seed);
  if (options.webhook) webhook.register(options.webhook.url, options.webhook.events ?? 'all');
  return world;
}

const emptyShelves = () => ({
  people: new Map(),
  tags: new Set<string>(),
  files: createShelf(),
  znsSent: new Map(),
  counts: new Map<string, number>(),
});

function createBus(): Pick<World, 'tell' | 'watch'> {
  const listeners = new Set<(event: StandInEvent) => void>();
  return {
    tell: (event) => {
      for (const listener of listeners) listener(event);
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
