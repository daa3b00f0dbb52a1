/** `GET /verify/<code>`: whether a certificate of attendance is ours. Shows initials, class, days and number, nothing more. */
import { Hono } from 'hono';
import { formatAttendanceNumber, initialsOf } from '../core/attendance-certificate.ts';
import { dayOf, formatDay } from '../core/calendar.ts';
import { type Language, languages } from '../core/model.ts';
import type { Store, Texts } from '../ports.ts';

export interface VerifyDeps {
  readonly store: Pick<Store, 'attendanceProof'>;
  readonly texts: Texts;
}

type Proof = NonNullable<Awaited<ReturnType<Store['attendanceProof']>>>;

const style =
  'body{font:1.1rem/1.6 system-ui;margin:8vh auto;max-width:34rem;padding:0 1rem;color:#1c1917}' +
  'h1{font-size:1.3rem}.ok{background:#14532d;color:#fff;padding:.6rem 1rem;border-radius:.5rem;font-weight:700}' +
  'dt{color:#57534e;font-size:.95rem}dd{margin:0 0 .7rem;font-size:1.15rem}';

/** The page can do nothing and load nothing. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function verifyRoutes({ store, texts }: VerifyDeps): Hono {
  const app = new Hono();
  app.get('/verify/:code', async (c) => {
    const code = c.req.param('code');
    const found = /^[0-9a-f]{32}$/.test(code) ? await store.attendanceProof(code) : null;
    const language = languageOf(c.req.header('accept-language'));
    const say: Say = (key) => texts.text(`verify.${key}`, {}, language);
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
    c.header('content-security-policy', policy);
    c.header('x-robots-tag', 'noindex');
    return c.html(
      <html lang={language}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{say('title')}</title>
          <style>{style}</style>
        </head>
        <body>
          <h1>{say('title')}</h1>
          {found === null ? <p>{say('unknown')}</p> : <Valid proof={found} say={say} />}
        </body>
      </html>,
      found === null ? 404 : 200,
    );
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

const languageOf = (accepted: string | undefined): Language =>
  languages.find((language) => accepted?.toLowerCase().startsWith(language)) ?? 'vi';
