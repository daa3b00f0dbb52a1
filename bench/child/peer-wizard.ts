/**
 * The peer of `bench inbound`: the same questions as a telegraf WizardScene with its session in PostgreSQL, written the
 * way its users write it. It has no inbox, no dedupe, no ledger and no audit; run as its own process.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import pg from 'pg';
import { Scenes, session, Telegraf } from 'telegraf';

type WizardContext = Scenes.WizardContext;

const [databaseUrl = '', apiRoot = '', token = '', port = '0', secret = '', saidPath = ''] =
  process.argv.slice(2);
/** What our bot says, so that both say the same. */
const questions = JSON.parse(readFileSync(saidPath, 'utf8')) as { text: string; buttons: string[] }[];
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
pool.on('error', () => undefined);
await pool.query('CREATE TABLE IF NOT EXISTS wizard_session (key text PRIMARY KEY, value jsonb NOT NULL)');
await pool.query(
  'CREATE TABLE IF NOT EXISTS wizard_idea (id bigserial PRIMARY KEY, chat text NOT NULL, fields jsonb NOT NULL)',
);

const store = {
  async get(key: string) {
    const { rows } = await pool.query<{ value: object }>('SELECT value FROM wizard_session WHERE key = $1', [
      key,
    ]);
    return rows[0]?.value;
  },
  async set(key: string, value: object) {
    await pool.query(
      'INSERT INTO wizard_session (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      [key, JSON.stringify(value)],
    );
  },
  async delete(key: string) {
    await pool.query('DELETE FROM wizard_session WHERE key = $1', [key]);
  },
};

const last = questions.length - 1;
const wizard = new Scenes.WizardScene<WizardContext>(
  'register',
  ...questions.map(({ text, buttons }, at) => async (ctx: WizardContext) => {
    const state = ctx.wizard.state as { answers?: string[] };
    state.answers = [...(state.answers ?? []), ctx.text ?? ''];
    const keyboard = {
      inline_keyboard: buttons.map((label, no) => [{ text: label, callback_data: `${at}:${no}` }]),
    };
    if (at === last) {
      const row = [String(ctx.chat?.id), JSON.stringify(state.answers)];
      await pool.query('INSERT INTO wizard_idea (chat, fields) VALUES ($1, $2)', row);
    }
    await ctx.reply(text, buttons.length > 0 ? { reply_markup: keyboard } : {});
    return at === last ? ctx.scene.leave() : ctx.wizard.next();
  }),
);

const bot = new Telegraf<WizardContext>(token, { telegram: { apiRoot } });
bot.use(session({ store, defaultSession: () => ({}) }));
bot.use(new Scenes.Stage<WizardContext>([wizard]).middleware());
bot.on('message', (ctx) => ctx.scene.enter('register'));
bot.catch(() => undefined);
bot.botInfo = await bot.telegram.getMe();
createServer(bot.webhookCallback('/webhooks/telegram', { secretToken: secret })).listen(
  Number(port),
  '127.0.0.1',
  () => console.log('ready'),
);
