/** The simulator page's HTML: the frame, and templates that the script fills, so that all words come from here. */
import type { Language } from '../../core/model.ts';
import { type Words, word } from './words.ts';

export interface PageProps {
  readonly language: Language;
  readonly words: Words;
}

const icons = {
  attach: 'M12 5v14M5 12h14',
  send: 'M4 12l16-8-6 8 6 8z',
} as const;

const Icon = ({ name }: { name: keyof typeof icons }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true" class="icon">
    <path d={icons[name]} />
  </svg>
);

/** Two leaves: of our own drawing, not the programme's logo. */
const Leaf = () => (
  <svg viewBox="0 0 32 32" aria-hidden="true" class="leaf">
    <path d="M16 29V15" />
    <path class="fill" d="M16 20C8 20 4 15 4 8c8 0 12 4 12 12z" />
    <path class="fill light" d="M16 16c0-7 4-11 12-12 0 8-4 12-12 12z" />
  </svg>
);

const styles = ['simulator', 'people', 'chat', 'message', 'foot'];

export function SimulatorPage({ language, words }: PageProps) {
  const say = (key: string) => word(words, key);
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
        />
        <meta name="theme-color" content="#1d6b45" />
        <title>{say('title')}</title>
        <link rel="icon" href="data:," />
        {styles.map((name) => (
          <link rel="stylesheet" href={`/simulator/static/${name}.css`} />
        ))}
        <script type="module" src="/simulator/static/simulator.js" />
      </head>
      <body data-words={JSON.stringify(words)} data-language={language}>
        <Top say={say} other={language === 'vi' ? 'en' : 'vi'} />
        <div class="people">
          <div id="tabs" role="tablist" aria-label={say('people')} />
          <AddPerson say={say} />
        </div>
        <output id="trouble" class="trouble" hidden>
          {say('reconnecting')}
        </output>
        <main id="chats" class="chats" />
        <ChatTemplate say={say} />
      </body>
    </html>
  );
}

type Say = (key: string) => string;

function Top({ say, other }: { say: Say; other: Language }) {
  return (
    <header class="top">
      <Leaf />
      <div class="top-words">
        <h1>{say('title')}</h1>
        <p>
          <span class="wide">{say('lead')} </span>
          {say('leadMadeUp')}
        </p>
      </div>
      <a class="language" href={`/simulator?lang=${other}`} lang={other} hreflang={other}>
        {say('otherLanguage')}
      </a>
    </header>
  );
}

function AddPerson({ say }: { say: Say }) {
  return (
    <>
      <button id="add-open" type="button" class="add" aria-expanded="false" aria-controls="add-form">
        <Icon name="attach" />
        <span>{say('addPerson')}</span>
      </button>
      <form id="add-form" class="add-form" hidden>
        <label for="add-name">{say('newName')}</label>
        <input id="add-name" name="name" required maxlength={60} autocomplete="off" />
        <button type="submit">{say('add')}</button>
        <button type="button" id="add-cancel" class="plain">
          {say('cancel')}
        </button>
      </form>
    </>
  );
}

const attachments = ['photoFile', 'photoSample', 'phone', 'location', 'voice', 'sticker', 'block'];

function ChatTemplate({ say }: { say: Say }) {
  return (
    <template id="chat">
      <section class="chat">
        <header class="chat-head">
          <span class="avatar" aria-hidden="true" />
          <div class="chat-names">
            <div class="chat-title">
              <h2>{say('you')}</h2>
              <span class="tag">{say('madeUp')}</span>
            </div>
            <p class="note" />
          </div>
        </header>
        <div class="log" role="log" aria-live="polite" tabindex={0} />
        <Foot say={say} />
      </section>
    </template>
  );
}

function Foot({ say }: { say: Say }) {
  return (
    <div class="foot">
      <p class="wrong" role="alert" hidden />
      <fieldset class="keys" aria-label={say('keyboard')} hidden />
      <button type="button" class="begin" hidden>
        {say('begin')}
      </button>
      <div class="blocked" hidden>
        <p>{say('blocked')}</p>
        <button type="button" data-do="unblock">
          {say('unblock')}
        </button>
      </div>
      <fieldset class="attachments" aria-label={say('attach')} hidden>
        {attachments.map((name) => (
          <button type="button" data-do={name}>
            {say(name)}
          </button>
        ))}
        <input type="file" accept="image/*" tabindex={-1} hidden />
      </fieldset>
      <Composer say={say} />
    </div>
  );
}

function Composer({ say }: { say: Say }) {
  return (
    <form class="composer">
      <button
        type="button"
        class="attach"
        aria-expanded="false"
        aria-label={say('attach')}
        title={say('attach')}
      >
        <Icon name="attach" />
      </button>
      <textarea rows={1} aria-label={say('write')} placeholder={say('write')} enterkeyhint="send" />
      <button type="submit" class="send" aria-label={say('send')} title={say('send')}>
        <Icon name="send" />
      </button>
    </form>
  );
}
