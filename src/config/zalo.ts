/** The settings of the Zalo Official Account, and what they mean together. */
import { z } from 'zod';
import { createSecret, type Secret } from './secret.ts';
import { oneOf, secret, webAddress, whole } from './value.ts';

const id = (what: string) =>
  z
    .string()
    .regex(/^\d{6,25}$/, `must be the ${what}, a long number`)
    .optional();

/** Up to two, so that one may be replaced while messages come in. */
const secrets = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.length <= 2 && parts.every((part) => /^[\x21-\x7e]+$/.test(part)), {
    error: 'must be one secret, or two with a comma between them',
  })
  .transform((parts) => parts.map(createSecret))
  .optional();

const token = secret(/^[\x21-\x7e]+$/, 'must be a token without blanks');

const hosts = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim().toLowerCase()))
  .refine((parts) => parts.every((part) => /^[a-z\d.-]+(:\d+)?$/.test(part)), {
    error: 'must be host names with commas between them',
  });

const templateId = z.string().regex(/^\w{1,40}$/);
const templateRules = z.partialRecord(
  z.enum(['transactional', 'reminder', 'official_notice', 'promotional']),
  z.strictObject({
    user: templateId.optional(),
    phone: templateId.optional(),
    data: z
      .record(z.string(), z.string())
      .refine((data) => Object.values(data).some((value) => value.includes('{text}'))),
  }),
);
export type TemplateSettings = z.output<typeof templateRules>;

const templates = z.string().transform((text, context) => {
  const rules = templateRules.safeParse(readJson(text));
  if (rules.success) return rules.data;
  context.addIssue({
    code: 'custom',
    message: 'must be JSON with a class, its template ids and its data with {text} in it, as in the README',
  });
  return z.NEVER;
});

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Own knowledge of where Zalo keeps what people send; not documented, hence a setting. */
const usualMediaHosts = 'zdn.vn,zadn.vn,zalo.me,zaloapp.com';

export const zaloSettings = {
  ZALO_APP_ID: id('app id').describe('Id of the Zalo app, from developers.zalo.me.'),
  ZALO_APP_SECRET: secret(/^[\x21-\x7e]+$/, 'must be a secret without blanks').describe(
    'Secret key of the Zalo app ("Khóa bí mật"), for tokens.',
  ),
  ZALO_OA_ID: id('id of the Official Account').describe('Id of the Official Account that speaks for us.'),
  ZALO_OA_SECRET: secrets.describe(
    'OA Secret Key from the Webhook page of the app, which signs webhooks; another one than the app secret. Two with a comma while it is being replaced. Shown there once a webhook address is saved; until then no message is taken.',
  ),
  ZALO_ACCESS_TOKEN: token.describe(
    'Access token to begin with, e.g. from the API Explorer; afterwards tokens are kept in the database.',
  ),
  ZALO_REFRESH_TOKEN: token.describe('Refresh token that belongs to `ZALO_ACCESS_TOKEN`. It works once.'),
  ZALO_TOKEN_KEY: secret(/^[\da-f]{64}$/i, 'must be 64 hexadecimal digits').describe(
    'Key that seals the tokens in the database. Without it, one is made in `DATA_DIR`; processes on several machines need the same.',
  ),
  ZALO_OPENAPI_ROOT: webAddress(['https:', 'http:'], 'https://openapi.zalo.me')
    .default('https://openapi.zalo.me')
    .describe("Zalo's server for messages; another one for a stand-in."),
  ZALO_OAUTH_ROOT: webAddress(['https:', 'http:'], 'https://oauth.zaloapp.com')
    .default('https://oauth.zaloapp.com')
    .describe("Zalo's server for consent and tokens."),
  ZALO_BUSINESS_ROOT: webAddress(['https:', 'http:'], 'https://business.openapi.zalo.me')
    .default('https://business.openapi.zalo.me')
    .describe("Zalo's server for templates sent to a phone number."),
  ZALO_BUTTONS: oneOf('on', 'off')
    .default('on')
    .describe(
      'Buttons under messages. `off`: choices as numbered text, also what happens when Zalo refuses buttons.',
    ),
  ZALO_PKCE: z
    .string()
    .regex(/^(per-request|none|[\w.~-]{43,128})$/, 'must be per-request, none or the fixed code verifier')
    .default('per-request')
    .describe(
      'How consent is protected: a verifier made each time, none, or the one whose challenge stands in the console.',
    ),
  ZALO_SITE_VERIFICATION: z
    .string()
    .regex(/^[\w-]{4,100}$/, 'must be the code that Zalo shows for the domain')
    .optional()
    .describe(
      'Code with which Zalo verifies our domain; shown as a file and as a meta tag of the home page.',
    ),
  ZALO_MEDIA_HOSTS: hosts
    .default(usualMediaHosts.split(','))
    .describe('Servers from which photos and files that people sent may be fetched, with all below them.'),
  ZALO_PRICE_CHARGED_VND: whole(0, 100_000)
    .optional()
    .describe(
      'What a message costs between 48 hours and 7 days after the last one of the person, in đồng. Without it: unknown.',
    ),
  ZALO_TEMPLATES: templates
    .optional()
    .describe(
      'Templates registered with Zalo, for people who have been silent for more than 7 days: JSON by class (`reminder`, `official_notice`, `transactional`, `promotional`), e.g. `{"reminder":{"user":"123456","phone":"234567","data":{"noi_dung":"{text}"}}}`. `user` goes to the account, `phone` to the number of people who gave it; `{text}` stands for our words.',
    ),
} as const;

export interface ZaloConfig {
  readonly appId: string;
  readonly appSecret: Secret;
  readonly oaId: string;
  readonly oaSecrets: readonly Secret[];
  /** Tokens to begin with. */
  readonly bootstrap: { readonly accessToken: Secret; readonly refreshToken: Secret } | null;
  readonly roots: { readonly openapi: string; readonly oauth: string; readonly business: string };
  readonly buttons: boolean;
  readonly pkce: 'per-request' | 'none' | { readonly fixedVerifier: string };
  readonly mediaHosts: readonly string[];
  /** Null: unknown. */
  readonly chargedPriceVnd: number | null;
  readonly templates: TemplateSettings;
}

const schema = z.object(zaloSettings);
export type ZaloSettings = z.output<typeof schema>;
type Given = Readonly<Partial<Record<keyof typeof zaloSettings, string>>>;

/** What a connection cannot do without. The OA secret is shown by Zalo only when the rest works already. */
const needed = ['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_ID'] as const;

/** Faults that no Zalo setting has alone. */
export function checkZalo(given: Given): string[] {
  const started = [...needed, 'ZALO_OA_SECRET', 'ZALO_ACCESS_TOKEN', 'ZALO_REFRESH_TOKEN'] as const;
  const missing = started.some((name) => given[name] !== undefined)
    ? needed.filter((name) => given[name] === undefined)
    : [];
  const halfPair = (given.ZALO_ACCESS_TOKEN === undefined) !== (given.ZALO_REFRESH_TOKEN === undefined);
  return [
    ...missing.map((name) => `${name} is needed to connect Zalo.`),
    ...(halfPair ? ['ZALO_ACCESS_TOKEN and ZALO_REFRESH_TOKEN belong together; set both or none.'] : []),
  ];
}

/** Null while no account is configured. */
export function toZalo(values: ZaloSettings): ZaloConfig | null {
  const { ZALO_APP_ID: appId, ZALO_APP_SECRET: appSecret, ZALO_OA_ID: oaId } = values;
  if (appId === undefined || appSecret === undefined || oaId === undefined) return null;
  const { ZALO_ACCESS_TOKEN: accessToken, ZALO_REFRESH_TOKEN: refreshToken, ZALO_PKCE: pkce } = values;
  const pair = accessToken && refreshToken ? { accessToken, refreshToken } : null;
  return {
    ...{ appId, appSecret, oaId, oaSecrets: values.ZALO_OA_SECRET ?? [], bootstrap: pair },
    roots: {
      openapi: values.ZALO_OPENAPI_ROOT,
      oauth: values.ZALO_OAUTH_ROOT,
      business: values.ZALO_BUSINESS_ROOT,
    },
    buttons: values.ZALO_BUTTONS === 'on',
    pkce: pkce === 'per-request' || pkce === 'none' ? pkce : { fixedVerifier: pkce },
    mediaHosts: values.ZALO_MEDIA_HOSTS,
    chargedPriceVnd: values.ZALO_PRICE_CHARGED_VND ?? null,
    templates: values.ZALO_TEMPLATES ?? {},
  };
}
