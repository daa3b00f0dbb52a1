/** Calendars of people: what stands in them, and the addresses under which phones fetch them. */
import { randomBytes } from 'node:crypto';
import type { ContactId, Language, OfficerView, UnitCode } from '../core/model.ts';
import type {
  CalendarStore,
  CalendarTx,
  DatedCertificate,
  FeedCalendar,
  OwnCalendar,
} from '../ports/calendar-feed.ts';
import { myCertificates } from './certificates.ts';
import { type Sql, type Statement, toJson } from './database.ts';
import { notedDates } from './noted-dates.ts';

const addressBytes = 16;

const make: Statement = {
  name: 'calendar-address',
  text: `INSERT INTO calendar_feed AS f (contact_id, address, made_at) VALUES ($1, $2, at_ms($4))
    ON CONFLICT (contact_id) DO UPDATE SET address = CASE WHEN $3 THEN excluded.address ELSE f.address END,
      made_at = CASE WHEN $3 THEN excluded.made_at ELSE f.made_at END
    RETURNING address`,
};
const end: Statement = {
  name: 'calendar-address-end',
  text: 'DELETE FROM calendar_feed WHERE contact_id = $1',
};
const keep: Statement = {
  name: 'calendar-told',
  text: 'UPDATE calendar_feed SET told = $2 WHERE address = $1',
};
/** Whoever took their consent back has no calendar until they agree again. */
const at: Statement = {
  name: 'calendar-at',
  text: `SELECT f.contact_id::text AS "contactId", f.told FROM calendar_feed f JOIN contact c ON c.id = f.contact_id
    WHERE f.address = $1 AND c.erased_at IS NULL AND (c.consents ->> 'service')::boolean`,
};
const person: Statement = {
  name: 'calendar-person',
  text: `SELECT coalesce(c.language, 'vi') AS language, c.unit_code AS unit, o.role,
      ARRAY(SELECT unit_code FROM officer_unit u WHERE u.contact_id = c.id ORDER BY unit_code) AS units
    FROM contact c LEFT JOIN officer o ON o.contact_id = c.id WHERE c.id = $1 AND c.erased_at IS NULL`,
};
/** What was called off stays until its days are long over, so that phones take it out. */
const classes: Statement = {
  name: 'calendar-classes',
  text: `SELECT DISTINCT ON (o.id) offering_json(o) AS offering FROM seat_claim c JOIN offering o ON o.id = c.pool_id
    WHERE c.contact_id = $1 AND ((c.state = 'taken' AND o.state IN ('open', 'done'))
      OR (c.state = 'cancelled' AND o.state = 'cancelled'))
    ORDER BY o.id`,
};
const work: Statement = {
  name: 'calendar-work',
  text: `SELECT certificate_view(r) AS certificate FROM certificate_record r
    WHERE (r.unit_code = ANY ($1) OR r.province_code = ANY ($1)) AND r.revoked_on IS NULL AND NOT r.renewed
      AND r.id IN (SELECT certificate_id FROM renewal_filing WHERE state IN ('confirmed', 'forwarded')
        UNION SELECT id FROM certificate WHERE stopped_on IS NOT NULL AND revoked_on IS NULL)
    ORDER BY r.filed_on, r.id LIMIT 500`,
};

interface PersonRow {
  readonly language: Language;
  readonly unit: UnitCode | null;
  readonly role: OfficerView['role'] | null;
  readonly units: readonly UnitCode[];
}

async function calendarOf(sql: Sql, contactId: ContactId): Promise<OwnCalendar | null> {
  const [who] = await sql.rows<PersonRow>(person, [contactId]);
  if (who === undefined) return null;
  const { language, unit, role, units } = who;
  const offerings = await sql.rows<{ offering: OwnCalendar['classes'][number] }>(classes, [contactId]);
  return {
    language,
    unit,
    officer: role === null ? null : { role, units },
    dates: await notedDates(sql, contactId),
    classes: offerings.map(({ offering }) => offering),
    certificates: (await myCertificates(sql, contactId)).certificates,
    work: role === null ? [] : await workOf(sql, units),
  };
}

const workOf = async (sql: Sql, units: readonly UnitCode[]): Promise<readonly DatedCertificate[]> =>
  (await sql.rows<{ certificate: DatedCertificate }>(work, [units])).map(({ certificate }) => certificate);

export function createCalendars(sql: Sql): CalendarStore {
  return {
    calendarOf: (contactId) => calendarOf(sql, contactId),
    async calendarAt(address) {
      const [feed] = await sql.rows<Pick<FeedCalendar, 'contactId' | 'told'>>(at, [address]);
      const own = feed === undefined ? null : await calendarOf(sql, feed.contactId);
      return feed === undefined || own === null ? null : { ...feed, ...own };
    },
    keepTold: async (address, told) => {
      await sql.rows(keep, [address, toJson(told)]);
    },
  };
}

export function calendarTx(sql: Sql): CalendarTx {
  return {
    async calendarAddress(contactId, renew, when) {
      const fresh = randomBytes(addressBytes).toString('base64url');
      const [row] = await sql.rows<{ address: string }>(make, [contactId, fresh, renew, when]);
      return row?.address ?? fresh;
    },
    endCalendarAddress: async (contactId) => {
      await sql.rows(end, [contactId]);
    },
  };
}
