/** The `appsecret_proof` header: shows that the caller of a token also knows the app's secret. */
import { createHmac } from 'node:crypto';

/** Lowercase hex HMAC-SHA256, key = App Secret, message = access token. */
export const appSecretProof = (appSecret: string, accessToken: string): string =>
  createHmac('sha256', appSecret).update(accessToken).digest('hex');
