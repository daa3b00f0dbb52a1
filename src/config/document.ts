/** The settings as documents: the table of the README and `.env.example`, both from `setting.ts` alone. */
import { type SettingName, settingNames, settings } from './setting.ts';

/** Gives the Markdown table of all settings. */
export function describeAsTable(): string {
  const rows = settingNames.map((name) => `| \`${name}\` | ${shownDefault(name)} | ${meaning(name)} |`);
  return ['| Name | Default | Meaning |', '|---|---|---|', ...rows].join('\n');
}

/** Gives the text of `.env.example`: every setting explained and commented out. */
export function describeAsExample(): string {
  const blocks = settingNames.map((name) => `# ${meaning(name)}\n#${name}=${defaultOf(name)}\n`);
  return [
    '# Settings of ocop-bot, read from the environment. Every one may stay as it is.',
    '# Generated from src/config/setting.ts by "npm run docs"; do not edit by hand.\n',
    ...blocks,
  ].join('\n');
}

const meaning = (name: SettingName) => settings[name].description ?? '';
const shownDefault = (name: SettingName) => (defaultOf(name) === '' ? '–' : `\`${defaultOf(name)}\``);

function defaultOf(name: SettingName): string {
  const absent = settings[name].safeParse(undefined);
  return absent.success && absent.data !== undefined ? String(absent.data) : '';
}
