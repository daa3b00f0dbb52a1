/** Constructs the channels: the real ones that are configured, or their stand-ins. */
import { createTelegramChannel } from '../channel/telegram/adapter.ts';
import type { Config } from '../config.ts';
import type { ChannelName } from '../core/model.ts';
import type { Channel, Log } from '../ports.ts';

/** Where a stand-in answers instead of the platform. */
export interface StandInAddress {
  readonly apiRoot: string;
  readonly token: string;
}

export type Channels = Readonly<Partial<Record<ChannelName, Channel>>>;

/** All channels of this process by name. */
export function startChannels(
  config: Config,
  log: Log,
  from: { telegram: StandInAddress | null; extra: readonly Channel[] },
): Channels {
  const telegram = telegramChannel(config, log, from.telegram);
  return Object.fromEntries(
    [...(telegram === null ? [] : [telegram]), ...from.extra].map((channel) => [channel.name, channel]),
  );
}

function telegramChannel(config: Config, log: Log, standIn: StandInAddress | null): Channel | null {
  if (config.telegram !== null) {
    const { token, apiRoot, webhook } = config.telegram;
    return createTelegramChannel({
      token: token.reveal(),
      apiRoot,
      webhook: webhook === null ? null : { url: webhook.url, secret: webhook.secret.reveal() },
      log,
    });
  }
  return standIn === null ? null : createTelegramChannel({ ...standIn, webhook: null, log });
}
