/** A phone on the page: the Telegram one, and the pieces that every phone has. Templates that the script fills. */
import { Icon } from './icon.tsx';
import type { Say } from './words.ts';

const attachments = ['photoFile', 'photoSample', 'phone', 'location', 'voice', 'sticker', 'block'];

export function TelegramTemplate({ say }: { say: Say }) {
  return (
    <template id="telegram">
      <div class="phone telegram">
        <Log />
        <div class="foot">
          <Wrong />
          <fieldset class="keys" aria-label={say('keyboard')} hidden />
          <button type="button" class="begin" hidden>
            {say('begin')}
          </button>
          <Blocked say={say} text="blocked" />
          <Attachments say={say} label="attach" names={attachments} />
          <Composer say={say} attach="attach" />
        </div>
      </div>
    </template>
  );
}

export const Log = () => <div class="log" role="log" aria-live="polite" tabindex={0} />;
export const Wrong = () => <p class="wrong" role="alert" hidden />;

export function Blocked({ say, text }: { say: Say; text: string }) {
  return (
    <div class="blocked" hidden>
      <p>{say(text)}</p>
      <button type="button" data-do="unblock">
        {say('unblock')}
      </button>
    </div>
  );
}

interface AttachmentsProps {
  readonly say: Say;
  readonly label: string;
  readonly names: readonly string[];
}

/** What can be sent besides text; each name is the button's words and the script's word for it. */
export function Attachments({ say, label, names }: AttachmentsProps) {
  return (
    <fieldset class="attachments" aria-label={say(label)} hidden>
      {names.map((name) => (
        <button type="button" data-do={name}>
          {say(name)}
        </button>
      ))}
      <input type="file" accept="image/*" tabindex={-1} hidden />
    </fieldset>
  );
}

export function Composer({ say, attach }: { say: Say; attach: string }) {
  return (
    <form class="composer">
      <button type="button" class="attach" aria-expanded="false" aria-label={say(attach)} title={say(attach)}>
        <Icon name="attach" />
      </button>
      <textarea rows={1} aria-label={say('write')} placeholder={say('write')} enterkeyhint="send" />
      <button type="submit" class="send" aria-label={say('send')} title={say('send')}>
        <Icon name="send" />
      </button>
    </form>
  );
}
