/**
 * The peer of `bench seats`: the same class and the same two messages, the seat given in a plain `SELECT … FOR UPDATE`
 * transaction written with Prisma. It has no inbox, no conversation and no ledger; run as its own process.
 */
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../src/store/generated/client.ts';

const [databaseUrl = '', apiRoot = '', token = '', port = '0', secret = '', poolId = ''] =
  process.argv.slice(2);
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl, max: 10 }) });
/** With Prisma's usual two and five seconds most people of a rush would get an error. */
const patient = { maxWait: 120_000, timeout: 120_000 };

async function join(person: string): Promise<string> {
  return prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM seat_pool WHERE id = ${poolId} FOR UPDATE`;
    const pool = await tx.seatPool.findUniqueOrThrow({ where: { id: poolId } });
    const live = { poolId, state: { in: ['taken', 'waiting'] } };
    if (await tx.seatClaim.findFirst({ where: { ...live, person } })) return 'Bà con đã ghi tên rồi.';
    const taken = await tx.seatClaim.count({ where: { poolId, state: 'taken' } });
    const waiting = await tx.seatClaim.count({ where: { poolId, state: 'waiting' } });
    const state = waiting === 0 && taken < pool.capacity ? 'taken' : 'waiting';
    const now = new Date();
    await tx.seatClaim.create({
      data: { poolId, person, no: taken + waiting + 1, state, joinedAt: now, stateAt: now },
    });
    return state === 'taken'
      ? 'Xong, bà con đã có chỗ.'
      : `Bà con là người thứ ${waiting + 1} trong danh sách chờ.`;
  }, patient);
}

async function answer(text: string, person: string): Promise<string> {
  if (text === 'có') return join(person);
  const { title, description } = await prisma.offering.findFirstOrThrow({ where: { code: text } });
  return `${title}\n${description}\nGhi tên bà con nhé?`;
}

interface Update {
  readonly message: { readonly text: string; readonly chat: { readonly id: number } };
}

createServer(async (request, response) => {
  const { message } = (await json(request)) as Update;
  if (request.headers['x-telegram-bot-api-secret-token'] !== secret) return response.writeHead(401).end();
  const text = await answer(message.text, String(message.chat.id));
  await fetch(`${apiRoot}/bot${token}/sendMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chat_id: message.chat.id, text }),
  });
  return response.writeHead(200).end();
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
