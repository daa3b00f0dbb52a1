/** Constructs the channels: the real ones that are configured, or their stand-ins. */
import { createTelegramChannel } from '../channel/telegram/adapter.ts';
import type { Config } from '../config.ts';
import type { ChannelName, Language } from '../core/model.ts';
import type { Channel, Log, Texts } from '../ports.ts';

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
  from: {
    telegram: StandInAddress | null;
    zalo: Channel | null;
    extra: readonly Channel[];
    texts: Texts;
  },
): Channels {
  const telegram = telegramChannel(config, log, from);
  const all = [telegram, from.zalo, ...from.extra].filter((channel) => channel !== null);
  return Object.fromEntries(all.map((channel) => [channel.name, channel]));
}

/** The command menu, in the order it is shown; each is the word a person would type. */
const commandNames = [
  'menu',
  'register',
  'my_ideas',
  'my_profile',
  'settings',
  'my_data',
  'help',
  'stop',
] as const;

/** The command menu in one language. */
export function commandsOf(texts: Texts, language: Language) {
  return commandNames.map((command) => ({
    command,
    description: texts.text(`telegram.command.${command}`, {}, language),
  }));
}

function telegramChannel(
  config: Config,
  log: Log,
  { telegram: standIn, texts }: { telegram: StandInAddress | null; texts: Texts },
): Channel | null {
  const shared = { log, commands: { vi: commandsOf(texts, 'vi'), en: commandsOf(texts, 'en') } };
  if (config.telegram !== null) {
    const { token, apiRoot, webhook } = config.telegram;
    return createTelegramChannel({
      token: token.reveal(),
      apiRoot,
      webhook: webhook === null ? null : { url: webhook.url, secret: webhook.secret.reveal() },
      ...shared,
    });
  }
  return standIn === null ? null : createTelegramChannel({ ...standIn, webhook: null, ...shared });
}
