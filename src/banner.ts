/** What the service prints when it is up: where to look, where data lie, which channels are live. */
import type { RunningApp } from './app.ts';
import type { Config } from './config.ts';
import type { Language } from './core/model.ts';

/** The lines, in the operator's language (from LANG; English unless it is Vietnamese). */
export function banner(config: Config, app: RunningApp, lang: string): string {
  const language: Language = lang.startsWith('vi') ? 'vi' : 'en';
  const say = (key: string, vars: Record<string, string | number> = {}) =>
    app.texts.text(`start.${key}`, vars, language);
  const taken =
    config.web.port === app.port ? [] : [say('portTaken', { wanted: config.web.port, port: app.port })];
  const page =
    app.simulatorUrl === null ? [] : [say('page', { url: app.simulatorUrl }), `  ${say('pageHint')}`];
  const how = config.telegram?.webhook === null ? 'long polling' : 'webhook';
  const stateOf = (how: string | null) =>
    how === null ? say(config.simulator ? 'channelSimulated' : 'channelOff') : say('channelLive', { how });
  const lines = [
    say('ready', { version: app.version }),
    ...config.hints.map((hint) => `⚠ ${hint}`),
    ...taken,
    ...page,
    say('health', { url: app.url }),
    say(config.database.kind === 'embedded' ? 'data' : 'dataServer', { path: app.dataPath }),
    say('channel', { state: stateOf(config.telegram === null ? null : how) }),
    say('zalo', { state: stateOf(config.zalo === null ? null : 'webhook') }),
    ...(config.telegram === null ? [say('connect')] : []),
    say('stop'),
  ];
  return `\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`;
}
