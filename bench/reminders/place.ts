/** 100,000 made-up certificates, each with its owner, for the benches of reminders. */
import { loadHolidays } from '../../src/content/holidays.ts';
import { loadReminders } from '../../src/content/reminders.ts';
import type { Database } from '../broadcast/place.ts';

const content = (name: string) => new URL(`../../content/${name}`, import.meta.url).pathname;
export const rules = loadReminders(content('reminders.yaml')).rules;
export const holidays = loadHolidays(content('holidays'));

/** Plants certificates whose last days follow one another from `first`, `perDay` on each day. */
export async function plantCertificates(
  { rows, store }: Database,
  count: number,
  { first, perDay }: { readonly first: string; readonly perDay: number },
): Promise<void> {
  await store.loadReminders(rules, holidays, 0);
  await rows(
    `INSERT INTO contact (language, name, unit_code, consents, created_at)
     SELECT 'vi', 'Người Thử ' || g, '05503', '{"service": true, "reminders": true}', 'epoch' FROM generate_series(1, $1) g`,
    [count],
  );
  await rows(`INSERT INTO address (channel, external_id, contact_id, last_used_at)
    SELECT 'telegram', (50000000 + id)::text, id, 'epoch' FROM contact`);
  await rows(`INSERT INTO producer (unit_code, province_code, key, name, name_key, changed_at)
    SELECT '05503', '19', 'htx ' || id, 'HTX Thử ' || id, 'htx ' || id, 'epoch' FROM contact ORDER BY id`);
  await rows(
    `INSERT INTO producer_member (producer_id, contact_id, confirmed_by, since) SELECT id, id, 1, 'epoch' FROM producer`,
  );
  await rows(`INSERT INTO product (producer_id, key, name, name_key, changed_at)
    SELECT id, 'che', 'Chè thử ' || id, 'che ' || id, 'epoch' FROM producer ORDER BY id`);
  await rows(
    `INSERT INTO recognition (product_id, decision_key, kind, star, year) SELECT id, '', 'first', 3, 2024 FROM product ORDER BY id`,
  );
  await rows(
    `INSERT INTO certificate (recognition_id, product_id, producer_id, unit_code, province_code, star, valid_until,
       valid_computed, changed_at)
     SELECT id, product_id, product_id, '05503', '19', 3, $1::date + ((id - 1) / $2)::int, false, 'epoch' FROM recognition`,
    [first, perDay],
  );
  for (const table of ['contact', 'address', 'producer', 'producer_member', 'product', 'certificate'])
    await rows(`VACUUM ANALYZE ${table}`);
}
