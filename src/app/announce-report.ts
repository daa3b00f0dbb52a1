/** What an operator reads before an announcement goes out: counts, reasons, cost, end, and the message as it will look. */
import type { AnnouncementPreview } from '../core/announcement-preview.ts';
import type { ChannelName, Language } from '../core/model.ts';
import type { AnnouncementWording } from '../ports/announcement.ts';
import type { ChannelLimits, Texts } from '../ports.ts';
import { createComposer } from '../service/broadcast/compose.ts';

const language: Language = 'en';
const time = (at: number): string =>
  new Date(at + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** The preview in lines. */
export function previewLines(preview: AnnouncementPreview, texts: Texts): readonly string[] {
  const say = (key: string) => texts.text(key, {}, language);
  return [
    `${preview.total} people chosen, ${preview.reached} to be reached.`,
    ...preview.channels.map(
      ({ channel, count, refused, costVnd, unpriced, finishAt }) =>
        `  ${say(`announcement.channel.${channel}`)}: ${count}` +
        (refused === 0 ? '' : `, of these ${refused} beyond its window`) +
        (costVnd === 0 ? '' : `, ${costVnd} đồng`) +
        (unpriced === 0 ? '' : `, ${unpriced} at a price nobody has set`) +
        `, through at ${time(finishAt)}`,
    ),
    ...preview.leftOut.map(
      ({ reason, count }) => `  left out: ${count}, ${say(`announcement.reason.${reason}`)}`,
    ),
  ];
}

/** As the channels show messages; here none of them runs. */
export const shownOn = {
  telegram: { text: 4_096, buttons: 100 },
  zalo: { text: 2_000, buttons: 5 },
  terminal: { text: 4_096, buttons: 100 },
} as const satisfies Readonly<Record<ChannelName, ChannelLimits>>;

/** The message as a reader gets it on each channel. */
export function sampleLines(
  texts: Texts,
  wording: Pick<AnnouncementWording, 'id' | 'code' | 'class' | 'content'>,
): readonly string[] {
  const composer = createComposer(texts, wording);
  const nobody = { language: 'vi', name: null, commune: null, province: null, hamlet: null } as const;
  return (['telegram', 'zalo'] as const).flatMap((channel) => {
    const { text, buttons = [] } = composer.compose(nobody, shownOn[channel]);
    const lines = [...text.split('\n'), ...buttons.map(({ label }) => `[ ${label} ]`)];
    return [
      `On ${texts.text(`announcement.channel.${channel}`, {}, language)}:`,
      ...lines.map((line) => `  | ${line}`),
    ];
  });
}
