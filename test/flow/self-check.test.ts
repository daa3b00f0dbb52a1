/** Every sheet is walked through as a person would, in both languages: no text is missing, nothing is too long. */
import { describe, expect, it } from 'vitest';
import { askedCriteria } from '../../src/core/self-check.ts';
import { play } from '../scenarios/drive.ts';
import { library } from '../scenarios/toy-library.ts';

const sets = library.criteria.sets;

/** Taps a button of a set's self-assessment and always answers with the same place in the list. */
function walk(id: string, answer: string, language: string): string {
  const set = library.criteria.criteriaOf(id);
  const questions = set === null ? 0 : askedCriteria(set).length;
  const cases = set?.sections.some(({ criteria }) => criteria.some(({ cases: two }) => two !== undefined));
  const deeds = [
    `@known Mẫu 05503 ${language}`,
    `>> self-check::${id}`,
    '> 2',
    ...(cases === true ? ['> 1'] : []),
    ...Array.from({ length: questions }, () => `> ${answer}`),
    '> 1',
  ];
  return play(`${deeds.join('\n')}\n`);
}

describe('the self-assessment of every product set', () => {
  it.each(sets.map(({ id }) => id))('%s comes to its result', (id) => {
    for (const language of ['vi', 'en']) {
      const transcript = walk(id, '2', language);
      expect(transcript).toContain('= self_check_saved');
      expect(transcript).toContain('paper/score-chart/');
      const longest = Math.max(...transcript.split(/^[<>] /m).map((bubble) => bubble.length));
      expect(longest).toBeLessThan(2000);
    }
  });

  it('can be left open altogether', () => {
    const transcript = walk('tea', 'chưa rõ', 'vi');
    expect(transcript).toContain('Bà con chưa có lần tự chấm nào');
    expect(transcript).not.toContain('= self_check_saved');
  });
});

describe('criteria and dossier of every product set', () => {
  it.each(sets.map(({ id }) => id))('%s can be read to the end', (id) => {
    const set = library.criteria.criteriaOf(id);
    const codes = (set?.sections ?? []).flatMap(({ code, criteria }) => [
      code,
      ...criteria.map((one) => one.code),
    ]);
    for (const language of ['vi', 'en']) {
      const views = [
        `sections:${id}`,
        `gates:${id}`,
        ...codes.flatMap((code) => [`section:${id}:${code}`, `criterion:${id}:${code}`]),
      ];
      const deeds = views.map((view) => `>> criteria:${view}`);
      const dossiers = ['first', 'upgrade', 'renewal'].map((kind) => `>> dossier::${id}:${kind}:paper`);
      const transcript = play(`@known Mẫu 05503 ${language}\n${[...deeds, ...dossiers].join('\n')}\n`);
      expect(transcript.match(/^< /gm)?.length).toBeGreaterThanOrEqual(views.length + 3);
    }
  });
});
