/** `GET /verify/<code>`: whether a certificate of attendance is ours. Shows initials, class, days and number, nothing more. */
import { Hono } from 'hono';
import { formatAttendanceNumber, initialsOf } from '../core/attendance-certificate.ts';
import { dayOf, formatDay } from '../core/calendar.ts';
import type { Store, Texts } from '../ports.ts';
import { languageOf, quietPage } from './quiet-page.tsx';

export interface VerifyDeps {
  readonly store: Pick<Store, 'attendanceProof'>;
  readonly texts: Texts;
}

type Proof = NonNullable<Awaited<ReturnType<Store['attendanceProof']>>>;

const style =
  'body{font:1.1rem/1.6 system-ui;margin:8vh auto;max-width:34rem;padding:0 1rem;color:#1c1917}' +
  'h1{font-size:1.3rem}.ok{background:#14532d;color:#fff;padding:.6rem 1rem;border-radius:.5rem;font-weight:700}' +
  'dt{color:#57534e;font-size:.95rem}dd{margin:0 0 .7rem;font-size:1.15rem}';

export function verifyRoutes({ store, texts }: VerifyDeps): Hono {
  const app = new Hono();
  app.get('/verify/:code', async (c) => {
    const code = c.req.param('code');
    const found = /^[0-9a-f]{32}$/.test(code) ? await store.attendanceProof(code) : null;
    const language = languageOf(c);
    const say: Say = (key) => texts.text(`verify.${key}`, {}, language);
    const content = found === null ? <p>{say('unknown')}</p> : <Valid proof={found} say={say} />;
    const status = found === null ? 404 : 200;
    return quietPage(c, { language, title: say('title'), style, status, content });
  });
  return app;
}

type Say = (key: string) => string;

function Valid({ proof: { proof, view }, say }: { proof: Proof; say: Say }) {
  const { offering } = view;
  const days = offering.sessions.map(({ day }) => formatDay(day)).join(', ');
  const facts: readonly (readonly [string, string])[] = [
    ['person', proof.name === '' ? say('erased') : initialsOf(proof.name)],
    ['class', offering.title],
    ['days', days],
    ['number', formatAttendanceNumber(proof)],
    ['issued', formatDay(dayOf(proof.issuedAt))],
    ['organiser', offering.organiser],
  ];
  return (
    <>
      <p class="ok">✓ {say('valid')}</p>
      <dl>
        {facts.map(([name, value]) => (
          <>
            <dt>{say(name)}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      <p>{say('note')}</p>
    </>
  );
}
