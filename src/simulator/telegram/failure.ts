/** A Bot API "no": answered as `{ ok: false, error_code, description, parameters }` with the code as HTTP status. */
export class ApiFailure extends Error {
  readonly code: number;
  readonly retryAfter: number | undefined;
  constructor(code: number, description: string, retryAfter?: number) {
    super(description);
    this.name = 'ApiFailure';
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export const badRequest = (words: string): ApiFailure => new ApiFailure(400, `Bad Request: ${words}`);

/** 429 as Telegram words it; `seconds` whole. */
export const tooMany = (seconds: number): ApiFailure =>
  new ApiFailure(429, `Too Many Requests: retry after ${seconds}`, seconds);
