/**
 * Decides what a reply of openapi or business means. Zalo answers errors with HTTP 200, so the order is:
 * HTTP 5xx, not JSON, no `error` member, `error` other than 0. (Network failures come from transport.ts.)
 */
import { type ApiRefusal, ZaloApiError, ZaloTransportError } from './error.ts';
import type { Fault } from './fault.ts';
import { faultOf } from './fault-table.ts';
import { asText, isObject, type JsonObject, parseExactJson } from './json.ts';
import type { RateState } from './rate.ts';
import type { RawReply } from './transport.ts';

export interface Reply {
  readonly data: unknown;
  readonly body: JsonObject;
  readonly rate: RateState | null;
}

/** No source tells what Zalo does with these statuses; treated as the codes they resemble. */
const STATUS_CODES: Readonly<Record<string, { openapi: number; business: number }>> = {
  401: { openapi: -216, business: -124 },
  429: { openapi: -32, business: -32 },
};

/**
 * Gives the data of a successful reply.
 * @throws ZaloTransportError `server`, `not_json` or `malformed`
 * @throws ZaloApiError when Zalo said no
 */
export function settleReply(
  call: ApiRefusal['call'],
  reply: RawReply,
  seen: { rate: RateState | null; waitMs: () => number },
): Reply {
  const { rate } = seen;
  const refuse = (code: number | null, fault: Fault, body: JsonObject): ZaloApiError =>
    new ZaloApiError({
      call,
      code,
      fault,
      message: asText(body.message) ?? '',
      status: reply.status,
      body,
      rate,
      retryAfterMs: fault.class === 'rate' ? seen.waitMs() : null,
    });

  if (reply.status >= 500) throw new ZaloTransportError('server', call, { status: reply.status });
  const parsed = parseExactJson(reply.text)?.value;
  const body = isObject(parsed) ? parsed : null;
  const byStatus = STATUS_CODES[reply.status];
  if (byStatus) {
    const code = byStatus[call.host];
    throw refuse(code, faultOf(call.host, code, { message: '', path: call.path }), body ?? {});
  }
  if (!body) throw new ZaloTransportError('not_json', call, { status: reply.status });
  const code = errorCode(body);
  if (code === 'missing') {
    if (isObject(body.data) || Array.isArray(body.data)) return { data: body.data, body, rate };
    throw new ZaloTransportError('malformed', call, { status: reply.status });
  }
  if (code === 0) return { data: body.data ?? {}, body, rate };
  const message = asText(body.message) ?? '';
  throw refuse(code, faultOf(call.host, code ?? Number.NaN, { message, path: call.path }), body);
}

/** The `error` member as a number, `null` when it is there but no number. */
export function errorCode(body: JsonObject): number | null | 'missing' {
  const raw = body.error;
  if (raw === undefined || raw === null || raw === '') return 'missing';
  const code = typeof raw === 'string' || typeof raw === 'number' ? Number(raw) : Number.NaN;
  return Number.isFinite(code) ? code : null;
}
