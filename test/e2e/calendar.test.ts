/** A calendar from the chat into a phone, on the whole service: the address said in chat is fetched over HTTP, changed, and ends. Made up. */
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/port.ts';
import { type House, openHouse, testMs } from './house.ts';

const id = 8_701;

let house: House;
beforeAll(async () => {
  const port = String(await freePort());
  house = await openHouse({ env: { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` } });
  await house.know({ id });
}, testMs);
afterAll(() => house.close(), testMs);

const linkIn = (text: string): string => /http:\S+\/lich\/\S+/.exec(text)?.[0] ?? 'no link';
const fetchFeed = (link: string, tag = '') => fetch(`${link}.ics`, { headers: { 'if-none-match': tag } });
const titles = async (response: Response) =>
  new ICAL.Component(ICAL.parse(await response.text()))
    .getAllSubcomponents('vevent')
    .map((event) => String(event.getFirstPropertyValue('summary')));

describe('a calendar led into a phone by chat', () => {
  it(
    'is fetched by its address, follows what is said in chat, moves to another address, and ends with the data',
    async () => {
      const person = house.person(id);
      const said = await person.ask('đưa lịch vào điện thoại');
      const link = linkIn(said);
      expect(await (await fetch(link)).text()).toContain(link.replace('http:', 'webcal:'));
      const first = await fetchFeed(link);
      expect(await titles(first)).not.toContain('nộp phí nhãn hiệu');
      const tag = first.headers.get('etag') ?? '';
      expect((await fetchFeed(link, tag)).status).toBe(304);

      const year = new Date().getUTCFullYear() + 1;
      await person.ask(`đặt lịch nhắc nộp phí nhãn hiệu 20/3/${year}`);
      await person.ask('có');
      const second = await fetchFeed(link, tag);
      expect(second.status).toBe(200);
      expect(await titles(second)).toContain('nộp phí nhãn hiệu');

      await person.ask('đổi địa chỉ lịch');
      const fresh = linkIn(await person.ask('có'));
      expect(fresh).not.toBe(link);
      expect((await fetchFeed(link)).status).toBe(404);
      expect(await titles(await fetchFeed(fresh))).toContain('nộp phí nhãn hiệu');

      await person.ask('xoá dữ liệu của tôi');
      await person.ask('xoá dữ liệu của tôi');
      await person.ask('XOÁ');
      const over = await fetchFeed(fresh);
      expect(over.status).toBe(404);
      expect(await over.text()).toBe(await (await fetchFeed(link)).text());
      expect(house.log()).not.toContain(new URL(fresh).pathname.slice('/lich/'.length));
    },
    testMs,
  );
});
