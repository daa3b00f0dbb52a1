/** What is loaded at a start, and what is only made when it is needed. */
import { expect, it } from 'vitest';
import { loadKnowledge } from '../../src/app/knowledge.ts';

const noUnits = { units: async () => ({ units: [], aliases: [] }) };

it('answers the same whether or not everything was prepared before the first message', async () => {
  const asked = ['tôi muốn đăng ký ý tưởng', 'cho toi xem giay chung nhan cua toi', 'dừng'];
  const answers = async (knowledge: ReturnType<typeof loadKnowledge>) => {
    const { understanding } = knowledge.book;
    const { sets } = await knowledge.library(noUnits);
    return [
      ...asked.map((text) => [
        understanding.intent(text),
        understanding.guess(text),
        understanding.global(text),
      ]),
      sets.propose('mật ong rừng', 1)[0]?.id,
    ];
  };
  const prepared = loadKnowledge();
  for (let steps = 0; prepared.readOn(); steps += 1) expect(steps).toBeLessThan(5000);
  expect(prepared.readOn()).toBe(false);
  expect(prepared.book.understanding).toBe(prepared.book.understanding);
  const told = await answers(prepared);
  expect(told[0]).not.toEqual([null, [], null]);
  expect(await answers(loadKnowledge())).toEqual(told);
});
