/** The Zalo phone: the messaging window above, the chat, the menu of the OA below. Templates that the script fills. */
import { Attachments, Blocked, Composer, Log, Wrong } from '../phone.tsx';
import type { Say } from '../words.ts';

const attachments = ['photoFile', 'photoSample', 'location', 'shareInfo', 'voice', 'sticker'];
/** Items of the OA's menu that carry words; the words are sent as the person's text. */
const menu = ['zaloMenuHome', 'zaloMenuRegister', 'zaloMenuIdeas'];
const states = ['silent3', 'silent8', 'see', 'follow', 'unfollow', 'blockOa', 'withdraw'];

export function ZaloTemplate({ say }: { say: Say }) {
  return (
    <template id="zalo">
      <div class="phone zalo">
        <WindowStrip say={say} />
        <Log />
        <div class="foot">
          <Wrong />
          <output class="opens" hidden />
          <Profile say={say} />
          <Blocked say={say} text="blockedOa" />
          <InfoForm say={say} />
          <Attachments say={say} label="zaloAttach" names={attachments} />
          <Composer say={say} attach="zaloAttach" />
          <nav class="menu" aria-label={say('zaloMenu')}>
            {menu.map((name) => (
              <button type="button" data-say={say(name)}>
                {say(name)}
              </button>
            ))}
          </nav>
        </div>
      </div>
    </template>
  );
}

/** What Zalo lets the OA do now; opened, what changes it. */
function WindowStrip({ say }: { say: Say }) {
  return (
    <details class="window">
      <summary>
        <span class="sr">{say('zaloState')}: </span>
        <strong class="window-state" />
        <span class="window-left" />
        <span class="window-price" />
      </summary>
      <div class="window-more">
        <div class="window-bar" aria-hidden="true">
          <span class="window-at" />
        </div>
        <p class="window-silent" />
        <p>{say('windowRule')}</p>
        <p class="not-listening" hidden>
          {say('notListening')}
        </p>
        <div class="window-deeds">
          {states.map((name) => (
            <button type="button" data-do={name}>
              {say(name)}
            </button>
          ))}
        </div>
        <Mode say={say} />
      </div>
      <span class="sr window-news" role="status" />
    </details>
  );
}

function Mode({ say }: { say: Say }) {
  return (
    <fieldset class="mode">
      <legend>{say('mode')}</legend>
      <button type="button" data-do="modeButtons" aria-pressed="false">
        {say('modeButtons')}
      </button>
      <button type="button" data-do="modeNumbers" aria-pressed="false">
        {say('modeNumbers')}
      </button>
    </fieldset>
  );
}

/** Where somebody stands who has not talked to the OA. */
function Profile({ say }: { say: Say }) {
  return (
    <div class="profile" hidden>
      <button type="button" data-do="follow">
        {say('follow')}
      </button>
      <button type="button" class="plain" data-do="openChat">
        {say('openChat')}
      </button>
    </div>
  );
}

const fields = [
  { name: 'name', label: 'infoName', most: 60 },
  { name: 'phone', label: 'infoPhone', most: 20 },
  { name: 'address', label: 'infoAddress', most: 200 },
] as const;

/** The answer to a card that asks for name, phone number and address. */
function InfoForm({ say }: { say: Say }) {
  return (
    <form class="info" aria-label={say('shareInfo')} hidden>
      {fields.map(({ name, label, most }) => (
        <label>
          <span>{say(label)}</span>
          <input name={name} maxlength={most} autocomplete="off" />
        </label>
      ))}
      <div class="info-deeds">
        <button type="submit">{say('share')}</button>
        <button type="button" class="plain">
          {say('cancel')}
        </button>
      </div>
    </form>
  );
}
