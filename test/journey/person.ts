/** One person of the simulator page, as journeys play it; on a small screen the person's tab is chosen first. */
import type { Locator, Page } from 'playwright-core';

export function personOn(page: Page, name: string, isPhone: boolean) {
  const chat = page.getByRole('region', { name });
  const answers = chat.locator('.message:not(.mine)');
  const write = async (text: string) => {
    await chat.getByLabel('Viết tin nhắn').fill(text);
    await chat.getByLabel('Viết tin nhắn').press('Enter');
  };
  return {
    chat,
    async look() {
      if (isPhone) await page.getByRole('tab', { name }).click();
    },
    /** Says each line or, written `[label]`, chooses what the bot offers; waits for each answer. */
    async does(...deeds: readonly string[]) {
      for (const deed of deeds) {
        const before = await answers.count();
        const label = /^\[(.+)\]$/u.exec(deed)?.[1];
        if (label === undefined) await write(deed);
        else await choose(chat, label, write);
        await answers.nth(before).waitFor();
      }
    },
    reads: (text: string | RegExp) => chat.getByText(text).last().waitFor(),
  };
}

/** Taps the newest button of that label; where the bot numbers its choices, writes the number, or the word itself. */
async function choose(chat: Locator, label: string, write: (text: string) => Promise<void>) {
  const button = chat.getByRole('button', { name: label, exact: true }).last();
  const texts = await chat.locator('.message:not(.mine) .text').allTextContents();
  const lines = (texts.at(-1) ?? '').split('\n');
  const numbered = lines.map((line) => /^(\d+)\. (.*?)(?: – .*)?$/u.exec(line));
  const number = (await button.count()) > 0 ? undefined : numbered.find((read) => read?.[2] === label)?.[1];
  if (number !== undefined) return write(number);
  // Others are offered in words: “– Xong”; back and skip below all: “Gõ được: bỏ qua · quay lại”.
  const words = lines.flatMap((line) => line.toLowerCase().split(/^– | · |: /u));
  return words.includes(label.toLowerCase()) ? write(label) : button.click();
}
