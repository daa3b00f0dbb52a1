/** What the control API accepts, as schemas. */
import { z } from 'zod';

const when = z.enum(['before', 'after']);

export const faultOrder = z.object({
  path: z.string().exactOptional(),
  times: z.int().positive().exactOptional(),
  skip: z.int().nonnegative().exactOptional(),
  effect: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('code'), code: z.int(), message: z.string().exactOptional() }),
    z.object({ kind: z.literal('drop'), when }),
    z.object({ kind: z.literal('bad_gateway'), when }),
    z.object({ kind: z.enum(['bad_json', 'error_as_text', 'silence']) }),
    z.object({ kind: z.literal('delay'), ms: z.number().nonnegative() }),
  ]),
});

const flag = z.boolean();
const mayFlag = flag.exactOptional();
const mayCode = z.int().exactOptional();

export const switches = z.object({
  ...{ csButtons: mayFlag, csList: mayFlag, oldAccessTokenDies: mayFlag, refreshTokenGiven: mayFlag },
  ...{ demandsSecretProof: mayFlag, znsNight: mayFlag },
  ...{ layoutRefused: mayCode, longText: mayCode, tooManyButtons: mayCode, outOfQuota: mayCode },
  ...{
    deadEndpoint: mayCode,
    uploadsPerMonth: mayCode,
    uploadsUsedUp: mayCode,
    wrongUploadType: mayCode,
    tooLargeUpload: mayCode,
  },
  ...{ unknownRefreshToken: mayCode, usedRefreshToken: mayCode },
  profileOfNonFollower: z.int().nullable().exactOptional(),
  redirectUris: z.array(z.string()).nullable().exactOptional(),
  redirectMatch: z.enum(['exact', 'prefix']).exactOptional(),
  fixedChallenge: z.string().nullable().exactOptional(),
  seenSentBy: z.enum(['oa', 'user']).exactOptional(),
  receipts: z.enum(['after_reply', 'before_reply', 'mixed', 'none']).exactOptional(),
  seenAfterMs: z.number().nonnegative().nullable().exactOptional(),
  retryWebhookOn: z.enum(['any_failure', 'no_connection']).exactOptional(),
});

export const habits = z.object({
  json: z.enum(['compact', 'spaced', 'escaped']).exactOptional(),
  ...{ numericTimestamp: mayFlag, duplicate: mayFlag, reorder: mayFlag, onlyHashTexts: mayFlag },
});

const limit = z.number().positive().exactOptional();
export const rate = z.object({ appPerMinute: limit, oaPerMinute: limit });

export const advance = z.object({ advanceMs: z.number().nonnegative() });

export const registration = z.object({
  url: z.url(),
  events: z.union([z.literal('all'), z.array(z.string())]).default('all'),
});

export const person = z.object({
  id: z.string().exactOptional(),
  name: z.string().min(1),
  phone: z.string().exactOptional(),
  follower: mayFlag,
  lastInteractionMsAgo: z.number().nonnegative().exactOptional(),
});

const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const text = z.string().min(1);
const word = z.string().exactOptional();

const deed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text, quotedId: word }),
  z.object({ kind: z.enum(['image', 'file', 'audio']), bytes, mime: text, name: word, caption: word }),
  z.object({ kind: z.literal('sticker') }),
  z.object({ kind: z.literal('location'), latitude: z.number(), longitude: z.number(), address: word }),
  z.object({
    kind: z.literal('submit_info'),
    info: z.object({
      ...{ name: word, phone: word, birthday: word, gender: word, city: word, ward: word, address: word },
    }),
  }),
  z.object({ kind: z.literal('tap'), messageId: text, button: z.int().nonnegative() }),
  z.object({ kind: z.literal('react'), messageId: text, icon: text }),
  z.object({
    kind: z.enum([
      ...['follow', 'unfollow', 'open_chat', 'see', 'block', 'unblock', 'go_inactive', 'withdraw'],
    ] as const),
  }),
  z.object({ kind: z.literal('be_silent'), ms: z.number().nonnegative() }),
]);

export const acting = z.object({ personId: z.string(), deed });
