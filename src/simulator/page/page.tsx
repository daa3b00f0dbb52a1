/** The simulator page's HTML: the frame, and templates that the script fills, so that all words come from here. */
import type { Language } from '../../core/model.ts';
import { Icon, Leaf } from './icon.tsx';
import { TelegramTemplate } from './phone.tsx';
import { type Say, type Words, word } from './words.ts';
import { ZaloTemplate } from './zalo/phone.tsx';

export interface PageProps {
  readonly language: Language;
  readonly words: Words;
}

const styles = ['simulator', 'people', 'chat', 'message', 'foot', 'zalo', 'zalo-window'];

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
        <PersonTemplate say={say} />
        <TelegramTemplate say={say} />
        <ZaloTemplate say={say} />
      </body>
    </html>
  );
}

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

/** A person: who it is, and the switch between the two phones, of which one is shown. */
function PersonTemplate({ say }: { say: Say }) {
  return (
    <template id="person">
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
          <fieldset class="phones" aria-label={say('phones')}>
            {['telegram', 'zalo'].map((name) => (
              <button type="button" data-phone={name} aria-pressed="false">
                {say(name)}
                <span class="sr unread" />
              </button>
            ))}
          </fieldset>
        </header>
      </section>
    </template>
  );
}
