/**
 * Registered templates: they reach people whose window is closed (reference §2.5, §4). Which one carries which class of
 * messages stands in the settings; what it asks for and costs is asked of Zalo, and nothing is guessed.
 */
import { createHash } from 'node:crypto';
import { SendError } from '../../core/error.ts';
import { createMemo } from '../../core/memo.ts';
import type { ParcelClass } from '../../core/model.ts';
import type { Handed, TemplateSend } from '../../ports/channel.ts';
import type { Log } from '../../ports.ts';
import { shorten } from './button.ts';
import type { TemplateOffer } from './policy.ts';
import { limits, type ZaloClient, type ZnsTemplate } from './sdk/mod.ts';

/** What carries one class of messages. */
export interface TemplateRule {
  /** Id of the template sent to the account; only those made since 2025-12-10 can be. */
  readonly user?: string | undefined;
  /** Id of the template sent to the phone number. */
  readonly phone?: string | undefined;
  /** Value of each parameter; `{text}` stands for our words. */
  readonly data: Readonly<Record<string, string>>;
}
export type TemplateRules = Readonly<Partial<Record<ParcelClass, TemplateRule>>>;

export interface TemplateDeps {
  readonly client: Pick<ZaloClient, 'templates' | 'zns'>;
  readonly rules: TemplateRules;
  readonly now: () => number;
  readonly log: Log;
}

export interface Templates {
  /** What could carry this class now; `null` where nothing is configured or Zalo does not have it enabled. */
  offers(
    parcelClass: ParcelClass,
    phone: string | null,
  ): Promise<{ readonly template: TemplateOffer | null; readonly phone: TemplateOffer | null }>;
  /** @throws ZaloError, SendError */
  send(request: TemplateSend): Promise<Handed>;
}

const knownMs = 6 * 3_600_000;
const placeholder = '{text}';

export function createTemplates(deps: TemplateDeps): Templates {
  const infoOf = createRegistry(deps);
  const leftByPhone = createMemo<'phone', number>({ entries: 1, ttlMs: knownMs, now: deps.now });
  const offerOf = async (id: string | undefined, way: TemplateSend['way']): Promise<TemplateOffer | null> => {
    const info =
      id === undefined ? null : await infoOf(id).catch((error: unknown) => unreadable(deps, id, error));
    if (info?.status !== 'ENABLE') return null;
    if (way === 'template') return { priceVnd: info.priceUserVnd, left: null };
    return { priceVnd: info.pricePhoneVnd, left: leftByPhone.get('phone') ?? null };
  };
  return {
    offers: async (parcelClass, phone) => {
      const rule = deps.rules[parcelClass];
      return {
        template: await offerOf(rule?.user, 'template'),
        phone: phone === null ? null : await offerOf(rule?.phone, 'phone'),
      };
    },
    async send({ way, class: parcelClass, address: userId, phone, text, parcelId }) {
      const rule = deps.rules[parcelClass];
      const templateId = way === 'template' ? rule?.user : rule?.phone;
      if (rule === undefined || templateId === undefined) throw noTemplate();
      const message = { templateId, data: fill(rule, await infoOf(templateId), text) };
      if (way === 'template') {
        const { messageId } = await deps.client.templates.send({ ...message, userId });
        return { externalId: messageId };
      }
      if (phone === null) throw noTemplate();
      const sent = await deps.client.zns.send({ ...message, phone, trackingId: trackingOf(parcelId) });
      if (sent.quota.remaining !== null) leftByPhone.set('phone', sent.quota.remaining);
      return { externalId: sent.messageId };
    },
  };
}

/** What Zalo tells about a template, asked for once in a while. */
function createRegistry({ client, now }: TemplateDeps): (id: string) => Promise<ZnsTemplate> {
  const known = createMemo<string, ZnsTemplate>({ entries: 50, ttlMs: knownMs, now });
  return async (id) => {
    const there = known.get(id);
    if (there !== undefined) return there;
    const info = await client.zns.template(id);
    known.set(id, info);
    return info;
  };
}

/** Without knowing what it takes a template is not offered. */
function unreadable({ log }: TemplateDeps, template: string, error: unknown): null {
  log.warn({ template, error }, 'Zalo: a template could not be looked at');
  return null;
}

const noTemplate = (): SendError => new SendError({ kind: 'out_of_window' }, 'no template carries this');

/** Our words, in one line and as long as the parameter may be. */
function fill({ data }: TemplateRule, { params }: ZnsTemplate, text: string): Record<string, string> {
  const words = text.replaceAll(/\s+/gu, ' ').trim();
  const most = (name: string) => params.find((param) => param.name === name)?.maxLength ?? null;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const filled = value.replaceAll(placeholder, words);
      const limit = most(name);
      return [name, limit === null ? filled : shorten(filled, limit)];
    }),
  );
}

/** The same for the same parcel; parcel ids may be longer than Zalo's limit. */
const trackingOf = (parcelId: string): string =>
  createHash('sha256').update(parcelId).digest('hex').slice(0, limits.TRACKING_ID_MAX);
