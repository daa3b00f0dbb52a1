/** The addresses of the Zalo phones: what a person does there, and whether the OA may send buttons. */
import type { Hono } from 'hono';
import { z } from 'zod';
import type { ZaloStandIn } from '../../zalo/stand-in.ts';
import { DeedRefused } from '../deed.ts';
import type { PersonCard, PreparedPerson } from '../people.ts';
import { readPhoto } from '../photo.ts';
import { doZaloDeed, readZaloDeed, zaloDeedOf } from './deed.ts';
import { createZaloSource } from './live.ts';
import { createZaloPeople } from './people.ts';
import { zaloAccountView, zaloFilePrefix, zaloMessageView, zaloPhoneView } from './view.ts';

const modeSchema = z.object({ buttons: z.boolean() });

/** Builds the Zalo side of the page on the stand-in, where the prepared people have accounts from the beginning. */
export function createZaloPhones(zalo: ZaloStandIn, people: readonly PreparedPerson[]) {
  const idOf = createZaloPeople(zalo);
  for (const { id, name } of people) idOf({ id, name: name.vi });
  const { source, accountChanged } = createZaloSource(zalo);
  return {
    source,
    account: () => zaloAccountView(zalo),
    /** The part of the page's state that is one person's phone. */
    phone(person: Pick<PersonCard, 'id' | 'name'>) {
      const zaloId = idOf(person);
      return { phone: zaloPhoneView(zalo, zaloId), messages: zalo.chat(zaloId).map(zaloMessageView) };
    },
    /** A file of a chat by the page's name for it. */
    file: (name: string) =>
      name.startsWith(zaloFilePrefix) ? zalo.file(name.slice(zaloFilePrefix.length)) : undefined,
    addRoutes(app: Hono, find: (asked: string) => PersonCard) {
      app.post('/people/:id/zalo/acts', async (c) => {
        const zaloId = idOf(find(c.req.param('id')));
        const deed = zaloDeedOf(readZaloDeed(await c.req.json().catch(() => null)));
        return c.json({ ok: true, opens: await doZaloDeed(zalo, zaloId, deed) });
      });
      app.post('/people/:id/zalo/photo', async (c) => {
        const zaloId = idOf(find(c.req.param('id')));
        const photo = await readPhoto(c.req);
        return c.json({ ok: true, opens: await doZaloDeed(zalo, zaloId, { kind: 'image', ...photo }) });
      });
      app.post('/zalo/mode', async (c) => {
        const read = modeSchema.safeParse(await c.req.json().catch(() => null));
        if (!read.success) throw new DeedRefused('malformed');
        zalo.setSwitches({ csButtons: read.data.buttons });
        accountChanged();
        return c.json({ ok: true });
      });
    },
  };
}

export type ZaloPhones = ReturnType<typeof createZaloPhones>;
