/** Fetches a file a person sent, within limits, and keeps it by content hash. */
import { SendError } from '../core/error.ts';
import type { MediaProblem, StoredInbound } from '../core/message.ts';
import type { MediaId } from '../core/model.ts';
import type { Deps } from './deps.ts';

/** Keeps the photo or document of an inbound; says what is wrong when it cannot be kept. Never throws. */
export async function keepFile(
  deps: Pick<Deps, 'channels' | 'media' | 'mediaMaxBytes' | 'log'>,
  inbound: StoredInbound,
): Promise<{ media?: MediaId; problem?: MediaProblem }> {
  const { input, channel } = inbound;
  if (input.kind !== 'photo' && input.kind !== 'document') return {};
  if ((input.file.size ?? 0) > deps.mediaMaxBytes) return { problem: 'too_large' };
  try {
    const file = await deps.channels[channel]?.fetchFile(input.file, deps.mediaMaxBytes);
    if (file === undefined) return { problem: 'unavailable' };
    if (file === null) return { problem: 'too_large' };
    return { media: await deps.media.keep(file) };
  } catch (error) {
    deps.log.warn(
      { error, inbound: inbound.id, fault: error instanceof SendError ? error.fault.kind : 'unexpected' },
      'file not fetched',
    );
    return { problem: 'unavailable' };
  }
}
