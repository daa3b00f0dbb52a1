/** One made-up delivery for every documented event name, with the kind it must become. */
import { APP_ID, OA_ID } from './vectors.ts';

export const USER_ID = '246845883529197923';

const fromUser = { sender: { id: USER_ID }, recipient: { id: OA_ID } };
const fromOa = { sender: { id: OA_ID }, recipient: { id: USER_ID } };
const message = { message: { text: 'Chào', msg_id: '96d3cdf3af150460909' } };
const anonymous = { message: { ...message.message, conversation_id: 'c1' } };
const onlyUser = { oa_id: OA_ID, user_id: USER_ID };

type Sample = readonly [name: string, kind: string, fields: object];

const many = (names: string, kind: string, fields: object): Sample[] =>
  names.split(' ').map((name) => [name, kind, fields] as const);

const SAMPLES: readonly Sample[] = [
  ...many(
    'user_send_text user_send_image user_send_file user_send_audio user_send_video user_send_sticker user_send_link user_send_location user_send_business_card user_send_gif',
    'message',
    { ...fromUser, ...message },
  ),
  ...many(
    'oa_send_text oa_send_image oa_send_file oa_send_sticker oa_send_gif oa_send_list oa_send_template',
    'oa_message',
    { ...fromOa, ...message },
  ),
  ...many(
    'anonymous_send_text anonymous_send_image anonymous_send_file anonymous_send_sticker',
    'anonymous_message',
    { ...fromUser, ...anonymous },
  ),
  ...many(
    'oa_send_anonymous_text oa_send_anonymous_image oa_send_anonymous_file oa_send_anonymous_sticker',
    'anonymous_message',
    { ...fromOa, ...anonymous },
  ),
  ['user_received_message', 'received', { ...fromOa, message: { msg_id: 'm1' } }],
  [
    'user_received_message',
    'zns_delivered',
    {
      sender: { id: OA_ID },
      recipient: { id: '84987654321' },
      message: { msg_id: 'm1', tracking_id: 'order-1', delivery_time: '1626926349402' },
    },
  ],
  ['user_seen_message', 'seen', { ...fromOa, message: { msg_ids: ['m1', 'm2'] } }],
  ['user_reacted_message', 'reaction', { ...fromUser, message: { msg_id: 'm1', react_icon: '/-heart' } }],
  ['oa_reacted_message', 'reaction', { ...fromOa, message: { msg_id: 'm1', react_icon: '/-heart' } }],
  ['user_click_chatnow', 'chat_opened', onlyUser],
  ['follow', 'follow', { oa_id: OA_ID, follower: { id: USER_ID }, source: 'oa_profile' }],
  ['unfollow', 'unfollow', { oa_id: OA_ID, follower: { id: USER_ID }, source: 'oa_profile' }],
  ['user_submit_info', 'info_submitted', { ...fromUser, info: { name: 'An', phone: 84987654321 } }],
  ['user_withdraw', 'withdrawn', onlyUser],
  ...many('user_call_oa user_reply_consent', 'call', fromUser),
  ...many('oa_call_user oa_send_consent', 'call', fromOa),
  ...many('add_user_to_tag remove_user_from_tag remove_tag', 'tag', {
    oa_id: OA_ID,
    tag: { user_ids: [USER_ID], name: 'Khách' },
  }),
  ['update_user_info', 'user_info_updated', { oa_id: OA_ID, data: { method: 'api' } }],
  ...many('widget_interaction_accepted widget_failed_to_sync_user_external_id', 'widget', {
    data: { user_id: USER_ID, user_external_id: 'x', url: 'https://a.vn' },
  }),
  ...many('create_group user_send_group_text oa_send_group_image', 'group', { oa_id: OA_ID, group_id: 'g1' }),
  ['extension_purchased', 'extension_purchased', { extension_id: 'e1', extension_sub_info: {} }],
  [
    'user_feedback',
    'zns_feedback',
    { oa_id: OA_ID, message: { msg_id: 'm1', rate: 5, note: 'tốt', feedbacks: ['a'], tracking_id: 't' } },
  ],
  [
    'user_click_response_button',
    'zns_button',
    { oa_id: OA_ID, msg_id: 'm1', message: { button_type: 'response', data: 'yes', tracking_id: 't' } },
  ],
  [
    'change_template_status',
    'template_status',
    { oa_id: OA_ID, template_id: 't1', status: { prev_status: 'PENDING', new_status: 'ENABLE' } },
  ],
  ['change_template_quality', 'template_quality', { oa_id: OA_ID, template_id: 't1', quality: 'HIGH' }],
  ['change_template_quota', 'template_quota', { oa_id: OA_ID, template_id: 't1' }],
  [
    'change_oa_daily_quota',
    'oa_daily_quota',
    { oaId: OA_ID, quota: { prev_value: '500', new_value: '1000' } },
  ],
  ['change_oa_template_tags', 'oa_template_tags', { oa_id: OA_ID }],
  ['event_journey_acknowledged', 'journey', { oa_id: OA_ID }],
  ['event_journey_time_out', 'journey', { oa_id: OA_ID }],
];

export const EVENT_SAMPLES = SAMPLES.map(([name, kind, fields]) => ({
  name,
  kind,
  body: { app_id: APP_ID, ...fields, event_name: name, timestamp: '1717061839659' },
}));
