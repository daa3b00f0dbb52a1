/** The check-in page and the one before it, without anybody's data: the list comes afterwards, to the device that holds the session. */
import type { Child } from 'hono/jsx';
import type { Language } from '../../core/model.ts';
import type { Texts } from '../../ports.ts';

/** Words the script needs; places to fill stay as they are. */
const scriptWords = [
  ...['present', 'late', 'absent', 'excused', 'none', 'counts', 'pending', 'allSent', 'offline', 'online'],
  ...['nobody', 'own', 'other', 'chat', 'conflict', 'scanned', 'unknownCode', 'noCamera', 'over', 'added'],
  ...['sessionName', 'phoneEnd'],
] as const;

const kept = { count: '{count}', of: '{of}', name: '{name}', day: '{day}', from: '{from}', end: '{end}' };

interface Wording {
  readonly texts: Texts;
  readonly language: Language;
}

function Shell({ title, language, children }: { title: string; language: Language; children: Child }) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#14532d" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="stylesheet" href="/check-in/style.css" />
      </head>
      {children}
    </html>
  );
}

/** Asks before the link is used up: chats open links by themselves to show what is behind them. */
export function opening({ texts, language }: Wording, title: string | null) {
  const say = (key: string) => texts.text(`checkInPage.${key}`, {}, language);
  return (
    <Shell title={say('title')} language={language}>
      <body class="plain">
        <h1>{say('title')}</h1>
        {title === null ? (
          <p>{say('used')}</p>
        ) : (
          <form method="post">
            <p class="class">{title}</p>
            <p>{say('before')}</p>
            <button class="wide" type="submit">
              {say('open')}
            </button>
          </form>
        )}
      </body>
    </Shell>
  );
}

type Say = (key: string) => string;

const Top = ({ say }: { say: Say }) => (
  <header>
    <h1 id="title">{say('title')}</h1>
    <div class="row">
      <select id="session" class="grow" aria-label={say('session')} />
      <span id="net" class="pill" />
    </div>
    <p id="counts" aria-live="polite" />
  </header>
);

const Conflicts = ({ say }: { say: Say }) => (
  <section id="conflicts" hidden>
    <h2>{say('conflicts')}</h2>
    <p>{say('conflictsHow')}</p>
    <ul id="conflict-list" />
  </section>
);

const Finding = ({ say }: { say: Say }) => (
  <>
    <div class="row">
      <input
        id="search"
        class="grow"
        type="search"
        autocomplete="off"
        placeholder={say('searchShort')}
        aria-label={say('search')}
      />
      <button id="scan" type="button">
        {say('scan')}
      </button>
    </div>
    <div id="camera" hidden>
      <video id="video" playsinline muted />
      <button id="scan-stop" type="button">
        {say('scanStop')}
      </button>
    </div>
  </>
);

const WalkIn = ({ say }: { say: Say }) => (
  <form id="walk-in">
    <h2>{say('walkIn')}</h2>
    <label>
      {say('walkInName')}
      <input id="walk-in-name" class="full" autocomplete="off" maxlength={80} required />
    </label>
    <label>
      {say('walkInPhone')}
      <input id="walk-in-phone" class="full" type="tel" autocomplete="off" maxlength={20} />
    </label>
    <button class="wide" type="submit">
      {say('walkInAdd')}
    </button>
  </form>
);

/** The same for everybody; without a session the script is given no list. */
export function checkInPage({ texts, language }: Wording) {
  const say: Say = (key) => texts.text(`checkInPage.${key}`, {}, language);
  const words = scriptWords.map((key) => [key, texts.text(`checkInPage.${key}`, kept, language)]);
  return (
    <Shell title={say('title')} language={language}>
      <body data-words={JSON.stringify(Object.fromEntries(words))}>
        <Top say={say} />
        <main>
          <p id="message" role="status" hidden />
          <Conflicts say={say} />
          <Finding say={say} />
          <ul id="people" />
          <WalkIn say={say} />
        </main>
        <footer id="pending" aria-live="polite" />
        <script type="module" src="/check-in/app.js" />
      </body>
    </Shell>
  );
}
