/** Signature vectors of the API reference: bodies are exact, without a newline at the end. */

export const APP_ID = '360846524940903967';
export const OA_SECRET = 'OaSecretKeyForTests01';
export const OA_ID = '388613280878808645';

export const VECTORS = {
  V1: {
    bytes: 262,
    mac: '8dc08ce6a345423949b4d52e67b4783c02151cba8846ca0bcf699f06cd0087d2',
    body: '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730","recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"hello","msg_id":"96d3cdf3af150460909"},"timestamp":"1717061839659"}',
  },
  V2: {
    bytes: 235,
    mac: 'a72d5b588c853ada28aa19d22aa765bb973e04f31b93394618ea0533a2710c40',
    body: '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Đăng ký 🎉","msg_id":"b2db3895fe26797f2030"},"timestamp":"1787209817225"}',
  },
  V3: {
    bytes: 209,
    mac: 'dcfd82e5ddaf402fee29459e80c172d45863b11c4a4556c4d75c578ac7b9afbd',
    body: '{"oa_id":"388613280878808645","follower":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730","event_name":"follow","source":"oa_profile","app_id":"360846524940903967","timestamp":"1543979782740"}',
  },
  V4: {
    bytes: 288,
    mac: '8eb4e1c4e9d82aca43f0f1c3c7935a5530e78e093d38b43ac643417e32f60259',
    body: '{ "app_id": "360846524940903967", "sender": { "id": "246845883529197922" }, "user_id_by_app": "552177279717587730", "recipient": { "id": "388613280878808645" }, "event_name": "user_send_text", "message": { "text": "hello", "msg_id": "96d3cdf3af150460909" }, "timestamp": "1717061839659" }',
  },
} as const;

/** Macs that wrong recipes give for V1. */
export const WRONG_FOR_V1 = {
  'HMAC over app, body and timestamp': '9536e4e52ca7e637be081fa50a0b62c0451214cb16f8c581ac4533af5eb35f03',
  'HMAC over the body': '891ab0e2732db16c2d5afab87d4c31c17d59534f62e292dbf69ecbabab1810e0',
  'the App Secret instead of the OA secret':
    'fb52b473fcef582f268e71ae8837d0d2d0146ea48dedd983d6b0076ca3c6efe7',
  'the OA id first': '98d99a0ac6e8a35a9c89773b6604361d6e02954f5b2f24b7630d6a858745dab9',
} as const;
