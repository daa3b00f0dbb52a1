/** What the page shows of a Zalo phone, as plain data; what people and the OA wrote goes in as text only. */
import type { ChatButton, ChatMessage, MessageCost } from '../../zalo/model.ts';
import type { ZaloStandIn } from '../../zalo/stand-in.ts';
import type { WindowView } from '../../zalo/window.ts';

export interface ZaloButtonView {
  readonly label: string;
  /** Number of the button in its message, which a tap names. */
  readonly at: number;
  /** Only `http` and `https`; such a button opens it, all others are tapped. */
  readonly url?: string;
}

export interface ZaloMessageView {
  readonly id: string;
  readonly mine: boolean;
  /** Milliseconds since 1970, virtual. */
  readonly at: number;
  readonly text: string;
  /** Name under the page's `/files/`. */
  readonly photo?: string;
  readonly document?: { readonly name: string; readonly file?: string };
  readonly voice?: true;
  readonly sticker?: string;
  readonly location?: { readonly latitude: number; readonly longitude: number };
  /** A card that asks for name, phone number and address. */
  readonly asks?: { readonly title: string; readonly subtitle: string };
  readonly rows?: readonly { readonly title: string; readonly subtitle: string }[];
  readonly buttons: readonly ZaloButtonView[];
  /** Only for messages of the OA. */
  readonly cost: MessageCost | null;
  readonly seen: boolean;
}

export interface ZaloPhoneView {
  readonly follower: boolean;
  readonly blocked: boolean;
  /** Made up; what the person would share. */
  readonly number: string | null;
  readonly window: WindowView;
  /** Virtual time of the stand-in, ms since 1970. */
  readonly now: number;
  /** The newest messages of the OA that the person has seen. */
  readonly seen: readonly string[];
}

export interface ZaloAccountView {
  readonly name: string;
  /** Whether the OA may send buttons; else it sends numbered text. */
  readonly buttons: boolean;
  /** Whether a bot's webhook is registered and Zalo has not given up on it. */
  readonly listening: boolean;
}

/** The page's names of files in the Zalo chats begin with this; Telegram's never do. */
export const zaloFilePrefix = 'zalo.';
const seenAtMost = 30;

export function zaloMessageView(message: ChatMessage): ZaloMessageView {
  const { id, from, at, content, cost, seenAt } = message;
  return {
    ...{ id, at, cost, mine: from === 'person', seen: seenAt !== null },
    text: content.text?.trim() ?? '',
    ...carried(message),
    buttons: (content.buttons ?? []).map(buttonView),
  };
}

type Carried = Partial<ZaloMessageView>;

/** By kind of content; kinds not listed are text alone. */
const carriers: { readonly [K in ChatMessage['content']['kind']]?: (message: ChatMessage) => Carried } = {
  image: pictureOf,
  gif: pictureOf,
  file: ({ content: { url = '', fileName = '' } }) => {
    const file = fileAt(url);
    return { document: { name: fileName, ...(file === null ? {} : { file }) } };
  },
  audio: () => ({ voice: true }),
  sticker: () => ({ sticker: '👍' }),
  location: ({ content: { latitude = 0, longitude = 0 } }) => ({ location: { latitude, longitude } }),
  request_user_info: ({ content }) => ({ asks: rowOf(content.elements?.[0] ?? {}) }),
  list: ({ content }) => ({ rows: (content.elements ?? []).map(rowOf) }),
  template: ({ content }) => ({
    rows: Object.entries(content.template?.data ?? {}).map(([title, value]) => ({
      title,
      subtitle: String(value),
    })),
  }),
};

const carried = (message: ChatMessage): Carried => carriers[message.content.kind]?.(message) ?? {};

/** The page's name of an upload; `null` for a file elsewhere. */
function fileAt(url: string): string | null {
  const id = /\/_media\/([\w-]+)$/u.exec(url)?.[1];
  return id === undefined ? null : `${zaloFilePrefix}${id}`;
}

/** Uploads and what people sent are shown; a picture elsewhere is named, never fetched. */
function pictureOf({ content: { url = '' } }: ChatMessage): Carried {
  const photo = fileAt(url);
  return photo === null ? { document: { name: url } } : { photo };
}

const rowOf = (element: Readonly<Record<string, unknown>>) => ({
  title: String(element.title ?? ''),
  subtitle: String(element.subtitle ?? ''),
});

function buttonView({ title, payload }: ChatButton, at: number): ZaloButtonView {
  const url = (payload as { url?: unknown } | null)?.url;
  const isWeb = typeof url === 'string' && /^https?:\/\//iu.test(url);
  return { label: title, at, ...(isWeb ? { url } : {}) };
}

/** The phone of that Zalo id as it is now. @throws RangeError when nobody has it */
export function zaloPhoneView(zalo: ZaloStandIn, zaloId: string): ZaloPhoneView {
  const { follower, blocked, phone: number, window } = zalo.person(zaloId);
  const seen = zalo.chat(zaloId).filter(({ from, seenAt }) => from === 'oa' && seenAt !== null);
  return {
    ...{ follower, blocked, number, window },
    now: zalo.clock.now(),
    seen: seen.slice(-seenAtMost).map(({ id }) => id),
  };
}

export function zaloAccountView(zalo: ZaloStandIn): ZaloAccountView {
  const { switches, webhook } = zalo.view();
  return { name: zalo.oa.name, buttons: switches.csButtons, listening: webhook.active };
}
