/** Every documented `event_name` with its reader and the side on which the OA stands. */
import * as account from './event-account.ts';
import * as person from './event-person.ts';

export interface EventRow {
  readonly read: person.EventReader;
  /** Which of `sender` and `recipient` is the OA; absent where the event has neither. */
  readonly oa?: 'sender' | 'recipient';
}

const rows = (names: readonly string[], row: EventRow): readonly (readonly [string, EventRow])[] =>
  names.map((name) => [name, row] as const);

const prefixed = (prefix: string, ...ends: readonly string[]): readonly string[] =>
  ends.map((end) => prefix + end);

const USER_SENDS = prefixed(
  'user_send_',
  ...['text', 'image', 'file', 'audio', 'video', 'sticker', 'link', 'location', 'business_card', 'gif'],
);
const OA_SENDS = prefixed('oa_send_', 'text', 'image', 'file', 'sticker', 'gif', 'list', 'template');
const ANONYMOUS = ['text', 'image', 'file', 'sticker'];

export const EVENT_TABLE: ReadonlyMap<string, EventRow> = new Map([
  ...rows(USER_SENDS, { read: person.readMessage, oa: 'recipient' }),
  ...rows(OA_SENDS, { read: person.readOaMessage, oa: 'sender' }),
  ...rows(prefixed('anonymous_send_', ...ANONYMOUS), {
    read: person.readAnonymous('anonymous'),
    oa: 'recipient',
  }),
  ...rows(prefixed('oa_send_anonymous_', ...ANONYMOUS), { read: person.readAnonymous('oa'), oa: 'sender' }),
  ...rows(['user_received_message'], { read: person.readReceived, oa: 'sender' }),
  // Sources disagree about the direction; our own OA id decides, and this only without it.
  ...rows(['user_seen_message'], { read: person.readSeen, oa: 'sender' }),
  ...rows(['user_reacted_message'], { read: person.readReaction('user'), oa: 'recipient' }),
  ...rows(['oa_reacted_message'], { read: person.readReaction('oa'), oa: 'sender' }),
  ...rows(['user_click_chatnow'], { read: person.readChatOpened }),
  ...rows(['follow'], { read: person.readFollow('follow') }),
  ...rows(['unfollow'], { read: person.readFollow('unfollow') }),
  ...rows(['user_submit_info'], { read: person.readInfoSubmitted, oa: 'recipient' }),
  ...rows(['user_withdraw'], { read: person.readWithdrawn }),
  ...rows(['user_call_oa', 'user_reply_consent'], { read: person.readCall, oa: 'recipient' }),
  ...rows(['oa_call_user', 'oa_send_consent'], { read: person.readCall, oa: 'sender' }),
  ...rows(['add_user_to_tag'], { read: account.readTag('added') }),
  ...rows(['remove_user_from_tag'], { read: account.readTag('removed') }),
  ...rows(['remove_tag'], { read: account.readTag('dropped') }),
  ...rows(['update_user_info'], { read: account.readInfoUpdated }),
  ...rows(['widget_interaction_accepted', 'widget_failed_to_sync_user_external_id'], {
    read: account.readWidget,
  }),
  ...rows(['create_group'], { read: account.readGroup }),
  ...rows(['extension_purchased'], { read: account.readExtension }),
  ...rows(['user_feedback'], { read: account.readFeedback }),
  ...rows(['user_click_response_button'], { read: account.readZnsButton }),
  ...rows(['change_template_status'], { read: account.readTemplateStatus }),
  ...rows(['change_template_quality'], { read: account.readTemplateQuality }),
  ...rows(['change_template_quota'], { read: account.readTemplateQuota }),
  ...rows(['change_oa_daily_quota'], { read: account.readDailyQuota }),
  ...rows(['change_oa_template_tags'], { read: account.readTemplateTags }),
  ...rows(['event_journey_acknowledged'], { read: account.readJourney('acknowledged') }),
  ...rows(['event_journey_time_out'], { read: account.readJourney('timed_out') }),
]);

/** Group chats have an open list of names; every one of them carries a `group_id`. */
export const GROUP_ROW: EventRow = { read: account.readGroup };
