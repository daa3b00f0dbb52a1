/** The public entry of the SDK, in the order of a table of contents. */

export type { Attachment } from './attachment.ts';
export type { Button } from './button.ts';
export type { CallOptions } from './call.ts';
export type { ZaloClient, ZaloClientOptions } from './client.ts';
export { createZaloClient } from './client.ts';
export type { ChatRange, Conversations, PastMessage } from './conversations.ts';
// --- messages and everything else the client does
export type { CsMessage, ListElement, MediaSource } from './cs-message.ts';
export { verificationFile, verificationMeta } from './domain-verification.ts';
export type { CallName, InputFault, Outcome, TransportFault } from './error.ts';
export {
  isLayoutRefused,
  ZaloApiError,
  ZaloError,
  ZaloInputError,
  ZaloOAuthError,
  ZaloTransportError,
} from './error.ts';
export type {
  AccountEvent,
  EventBase,
  PersonEvent,
  SubmittedInfo,
  UnknownEvent,
  Written,
  ZaloEvent,
  ZaloEventOf,
  ZnsEvent,
} from './event.ts';
export type { Fault, FaultClass, FaultRow, FaultTable } from './fault.ts';
// --- advanced: error tables, rate, limits, small tools
export { FAULT_CLASSES } from './fault.ts';
export type { OAuthFault, OAuthFaultClass } from './fault-oauth.ts';
export { OAUTH_FAULTS } from './fault-oauth.ts';
export type { ApiHost } from './fault-table.ts';
export { FAULT_TABLES, faultOf } from './fault-table.ts';
export type { Grant } from './grant.ts';
export type { ZaloHost, ZaloRoots } from './host.ts';
export { ZALO_ROOTS } from './host.ts';
export * as limits from './limits.ts';
export type { Capabilities, Messages } from './messages.ts';
export type { Consent, ConsentCallback, ZaloOAuth, ZaloOAuthOptions } from './oauth.ts';
// --- common: connect an account, then send and read
export { createZaloOAuth, readConsentCallback } from './oauth.ts';
export type { OfficialAccount } from './official-account.ts';
export { hashPhone, toZaloPhone } from './phone.ts';
export type { PkceMode } from './pkce.ts';
export { challengeOf, createVerifier } from './pkce.ts';
export { appSecretProof } from './proof.ts';
export type { Allowance, AssetQuery, Quota, QuotaAsset, UserQuota } from './quota.ts';
export type { RateState } from './rate.ts';
export { msToNextMinute, msToWait } from './rate.ts';
export type { RefreshOutcome } from './refresh.ts';
export type { SentMessage, SentQuota } from './sent.ts';
export type { RefusalReason, Verdict, WebhookAccount, WebhookDelivery } from './signature.ts';
export { SIGNATURE_HEADER, signWebhook, verifyWebhook } from './signature.ts';
export type { Tags } from './tags.ts';
export type { TemplateData, TemplateDataFault, TemplateParam } from './template-data.ts';
export { checkTemplateData } from './template-data.ts';
export type { TemplateMessage, Templates } from './templates.ts';
export { countCodePoints, toNfc, toNumberedText } from './text.ts';
export type { TokenSource } from './token.ts';
export { fixedToken } from './token.ts';
export type { Exchange, Exchanger, RawReply } from './transport.ts';
export type { UploadFile, Uploads } from './uploads.ts';
export type { UserDetail } from './user-detail.ts';
export type { UserFilter, UserPage, Users, UserUpdate } from './users.ts';
export type { WebhookReading } from './webhook.ts';
// --- webhooks
export { candidateOaIds, readWebhook } from './webhook.ts';
export type { SentZns, Zns, ZnsMessage, ZnsQuota, ZnsRecipient, ZnsStatus } from './zns.ts';
export type { ZnsTemplate } from './zns-template.ts';
