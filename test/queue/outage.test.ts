/** Losing the job queue is told once, then every half minute, and its return is told. */
import { expect, it } from 'vitest';
import { createOutage } from '../../src/queue/outage.ts';

function watch() {
  let now = 1_000;
  const said: string[] = [];
  const say = (level: string) => (fields: object) =>
    void said.push(`${level} ${'failures' in fields ? String(fields.failures) : ''}`);
  const log = { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
  const outage = createOutage(log, () => now);
  const pass = (ms: number) => {
    now += ms;
  };
  return { said, outage, pass };
}

it('says at once that the queue is away, then at most every half minute', () => {
  const { said, outage, pass } = watch();
  for (let i = 0; i < 100; i += 1) outage.failed(new Error('gone'));
  pass(29_999);
  outage.failed(new Error('gone'));
  expect(said).toEqual(['warn 1']);
  pass(1);
  outage.failed(new Error('gone'));
  expect(said).toEqual(['warn 1', 'warn 102']);
});

it('says once that it is back, and is ready for the next loss', () => {
  const { said, outage } = watch();
  outage.worked();
  outage.failed(new Error('gone'));
  outage.worked();
  outage.worked();
  outage.failed(new Error('gone'));
  expect(said).toEqual(['warn 1', 'info 1', 'warn 1']);
});
