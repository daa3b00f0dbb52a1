/** May this go to this person now, how, and at what cost; else why not. One value for previews, sending and reports. */
import type { Instant, ParcelClass } from '../core/model.ts';

export interface PermitRequest {
  readonly class: ParcelClass;
  readonly address: string;
  /** When the person last did something on this channel, as we know it; to the minute. `null`: never. */
  readonly lastUsedAt: Instant | null;
  /** Number the person gave and agreed to be written to for this class; `null`: none. */
  readonly phone: string | null;
  readonly now: Instant;
}

export type Permit =
  | {
      readonly ok: true;
      /** As an ordinary message, as a registered template to the account, or as one to the phone number. */
      readonly way: 'message' | 'template' | 'phone';
      /** Đồng, the most it may cost; `null`: nobody told us the price. */
      readonly costVnd: number | null;
      /** Arrives without a sound, because it is night. */
      readonly silent?: true;
    }
  | {
      readonly ok: false;
      /** `out_of_window`: no way on this channel is left, so somebody must call. */
      readonly why: 'quiet_hours' | 'quota' | 'out_of_window';
      /** When to ask again; `null`: nothing changes by waiting. */
      readonly notBefore: Instant | null;
    };
