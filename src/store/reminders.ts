/** Reminders in the database: the sets are found, addressed and planned by the functions of the migration. */
import type { ParcelId, UnitCode } from '../core/model.ts';
import type { ReminderRule } from '../core/reminder.ts';
import type { Digest, ReminderCall, ReminderStore } from '../ports/remind.ts';
import { type Sql, type Statement, toJson } from './database.ts';

const load: Statement = { name: 'reminders-load', text: 'SELECT reminders_load($1, $2, $3, $4)' };
const loadDays: Statement = { name: 'programme-load', text: 'SELECT programme_load($1, $2)' };
const provinces: Statement = {
  name: 'provinces',
  text: `SELECT code FROM admin_unit WHERE level = 'province' AND retired_at IS NULL ORDER BY code`,
};
const find: Statement = { name: 'reminders-find', text: 'SELECT reminders_find($1, $2) AS due' };
const address: Statement = { name: 'reminders-address', text: 'SELECT reminders_address($1, $2)' };
const toPlan: Statement = { name: 'reminders-to-plan', text: 'SELECT reminders_to_plan($1, $2) AS digest' };
const plan: Statement = { name: 'reminders-plan', text: 'SELECT reminders_plan($1, $2)' };
const escalate: Statement = { name: 'reminders-escalate', text: 'SELECT id FROM reminders_escalate($1)' };
const calls: Statement = { name: 'reminder-calls', text: 'SELECT reminder_calls($1, $2) AS call' };

function row({ id, about, offset, to, text, lateDays }: ReminderRule, position: number): object {
  return { id, position, about, ...offset, audience: to, words: text, lateDays };
}

export function createReminders(sql: Sql): ReminderStore {
  return {
    loadReminders: async (rules, { days, worked }, at) => {
      await sql.rows(load, [toJson(rules.map(row)), toJson(days), toJson(worked), at]);
    },
    loadProgramme: async (days, at) => {
      await sql.rows(loadDays, [toJson(days), at]);
    },
    provinces: async () => (await sql.rows<{ code: UnitCode }>(provinces)).map(({ code }) => code),
    findReminders: async (today, at) => (await sql.rows<{ due: number }>(find, [today, at]))[0]?.due ?? 0,
    addressReminders: async (today, at) => {
      await sql.rows(address, [today, at]);
    },
    digests: async (limit, after = '' as ParcelId) =>
      (await sql.rows<{ digest: Digest }>(toPlan, [after, limit])).map(({ digest }) => digest),
    planDigests: async (plans, at) => {
      await sql.rows(plan, [toJson(plans), at]);
    },
    escalateReminders: async (at) => (await sql.rows<{ id: ParcelId }>(escalate, [at])).map(({ id }) => id),
    reminderCalls: async (units, limit) =>
      (await sql.rows<{ call: ReminderCall }>(calls, [units, limit])).map(({ call }) => call),
  };
}
