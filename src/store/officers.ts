/** Officers, the units they look after, and invitations. Of an invitation's code only a SHA-256 is kept. */
import { createHash } from 'node:crypto';
import { Conflict, InputError } from '../core/error.ts';
import type { OfficerRole, OfficerView, UnitCode } from '../core/model.ts';
import type { Recipient, Store, TurnTx } from '../ports.ts';
import type { Sql, Statement } from './database.ts';
import type { PrismaClient } from './generated/client.ts';

type Found = Awaited<ReturnType<TurnTx['lookup']>>;

const invitation: Statement = {
  name: 'invitation',
  text: `SELECT role, units, used_at IS NOT NULL AS used, expires_at <= at_ms($2) AS expired FROM invitation
    WHERE code_hash = $1 FOR NO KEY UPDATE`,
};
const useUp: Statement = {
  name: 'use-invitation',
  text: `UPDATE invitation SET used_at = at_ms($2), used_by = $3
    WHERE code_hash = $1 AND used_at IS NULL AND expires_at > at_ms($2) RETURNING role, units`,
};
/** Units add up while the role stays; another role starts afresh. */
const join: Statement = {
  name: 'join-officer',
  text: `WITH dropped AS (
      DELETE FROM officer_unit u USING officer o
      WHERE o.contact_id = $1 AND u.contact_id = $1 AND o.role <> $2
    ), joined AS (
      INSERT INTO officer (contact_id, role, joined_at) VALUES ($1, $2, at_ms($3))
      ON CONFLICT (contact_id) DO UPDATE SET role = excluded.role RETURNING contact_id
    )
    SELECT contact_id FROM joined`,
};
const addUnits: Statement = {
  name: 'add-officer-units',
  text: `INSERT INTO officer_unit (contact_id, unit_code) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING`,
};
const view: Statement = { name: 'officer', text: 'SELECT officer_view($1) AS officer' };
/** Officers of the unit itself and of its province, each at the address used last. */
const covering: Statement = {
  name: 'officers-of',
  text: `SELECT c.id::text AS "contactId", coalesce(c.language, 'vi') AS language, a.channel, a.external_id AS address
    FROM contact c CROSS JOIN LATERAL (
      SELECT channel, external_id FROM address WHERE contact_id = c.id AND state = 'ok'
      ORDER BY preferred DESC, last_used_at DESC LIMIT 1
    ) a
    WHERE c.id IN (SELECT contact_id FROM officer_unit WHERE unit_code = $1
      OR unit_code = (SELECT province_code FROM admin_unit WHERE code = $1))
    ORDER BY c.id`,
};

const hashOf = (code: string) => createHash('sha256').update(code.trim()).digest('hex');

/** Looks an invitation up and locks it, so that it is used once. */
export async function findInvitation(sql: Sql, code: string, at: number): Promise<Found> {
  interface Row {
    readonly role: OfficerRole;
    readonly units: readonly UnitCode[];
    readonly used: boolean;
    readonly expired: boolean;
  }
  const [found] = await sql.rows<Row>(invitation, [hashOf(code), at]);
  if (!found) return { kind: 'invitation', state: 'unknown' };
  const state = found.used ? 'used' : found.expired ? 'expired' : 'open';
  return { kind: 'invitation', state, role: found.role, units: found.units };
}

export function officersTx(sql: Sql): Pick<TurnTx, 'officersOf' | 'joinAsOfficer'> {
  return {
    officersOf: (unit) => sql.rows<Recipient>(covering, [unit]),
    joinAsOfficer: async (contactId, code, at) => {
      const [open] = await sql.rows<OfficerView>(useUp, [hashOf(code), at, contactId]);
      if (!open) throw new Conflict('the invitation is used or over');
      await sql.rows(join, [contactId, open.role, at]);
      await sql.rows(addUnits, [contactId, open.units]);
      const [joined] = await sql.rows<{ officer: OfficerView }>(view, [contactId]);
      return joined?.officer ?? open;
    },
  };
}

export function createOfficers(prisma: PrismaClient): Pick<Store, 'invite'> {
  return {
    invite: async ({ role, units, expiresAt, code }, at) => {
      const level = role === 'province' ? 'province' : 'commune';
      const known = await prisma.adminUnit.count({
        where: { code: { in: [...units] }, level, retiredAt: null },
      });
      if (units.length === 0 || known !== new Set(units).size) throw new InputError('invitation.unknownUnit');
      await prisma.invitation.create({
        data: {
          codeHash: hashOf(code),
          role,
          units: [...units],
          createdAt: new Date(at),
          expiresAt: new Date(expiresAt),
        },
      });
    },
  };
}
