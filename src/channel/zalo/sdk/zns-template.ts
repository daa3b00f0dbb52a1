/** A registered template: what it asks for and what it costs. */
import { asNumber, asText, type JsonObject } from './json.ts';
import { readParams, type TemplateParam } from './template-data.ts';

export interface ZnsTemplate {
  readonly templateId: string;
  readonly name: string;
  /** `ENABLE` when it can be sent. */
  readonly status: string;
  /** TRANSACTION, CUSTOMER_CARE, PROMOTION, as Zalo names them. */
  readonly tag: string | null;
  readonly quality: string | null;
  readonly params: readonly TemplateParam[];
  /** Đồng per message by phone; `null` when Zalo does not tell. */
  readonly pricePhoneVnd: number | null;
  /** Đồng per message by user id; `null` when Zalo does not tell. */
  readonly priceUserVnd: number | null;
  readonly previewUrl: string | null;
}

/** Reads the data of `GET /template/info/v2`. */
export const readTemplateInfo = (data: JsonObject): ZnsTemplate => ({
  templateId: asText(data.templateId) ?? '',
  name: asText(data.templateName) ?? '',
  status: asText(data.status) ?? '',
  tag: asText(data.templateTag),
  quality: asText(data.templateQuality),
  params: readParams(data.listParams),
  pricePhoneVnd: asNumber(data.price_sdt),
  priceUserVnd: asNumber(data.price_uid),
  previewUrl: asText(data.previewUrl),
});
