/**
 * `npm run talk`: chat with the bot in a terminal; `--script FILE` plays a scenario, `--each FILE` takes every line as the
 * first message of a fresh person; `--json` prints one object per message instead of a transcript.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { ConfigError } from '../core/error.ts';
import { makeKnown } from './cast.ts';
import { createPlayer, type Player, perform } from './play.ts';
import { type Deed, parseScenario, type ScenarioLine, writeBubble, writeEvent } from './scenario.ts';
import { type Answered, openStage } from './stage.ts';

/** Scenario files start here, so that their dates stay the same: 21/11/2026, 8:00 in Vietnam. */
const scenarioStart = Date.UTC(2026, 10, 21, 1);
/** The engine's own business, not facts about the world. */
const silent: readonly string[] = ['said', 'flow_handed_over', 'conversation_ended'];

const { values } = parseArgs({
  options: {
    script: { type: 'string' },
    each: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const print = (text: string) => process.stdout.write(`${text}\n`);

try {
  const stage = await openStage(
    values.script === undefined && values.each === undefined ? Date.now() : scenarioStart,
  );
  const player = createPlayer(stage);
  try {
    if (values.script !== undefined) await playScript(player, values.script);
    else if (values.each !== undefined) await playEach(player, values.each);
    else await chat(player);
  } finally {
    await stage.close();
  }
  process.exit(0);
} catch (error) {
  const faults =
    error instanceof ConfigError ? error.faults : [error instanceof Error ? error.message : String(error)];
  for (const fault of faults) process.stderr.write(`✗ ${fault}\n`);
  process.exit(1);
}

async function playScript(player: Player, path: string): Promise<void> {
  for (const line of parseScenario(readFileSync(path, 'utf8'))) {
    const answered = await perform(player, line.deed);
    if (!values.json) print(transcriptOf(line, answered));
    else if (answered?.turn !== undefined) print(jsonOf(inputText(line.deed), answered));
  }
}

async function playEach(player: Player, path: string): Promise<void> {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  for (const [at, text] of lines.entries()) {
    player.person = `person-${at + 1}`;
    await makeKnown(player.stage, player.person, {});
    const deed: Deed = { kind: 'type', text };
    const answered = await perform(player, deed);
    if (answered === null) continue;
    print(values.json ? jsonOf(text, answered) : transcriptOf({ deed, source: `> ${text}`, at }, answered));
  }
}

/** Lines are typed as they are; scenario lines (`>photo`, `>> label`, `@ +3d`) work too. */
async function chat(player: Player): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
  showAnswer(await perform(player, { kind: 'send', what: 'start', arg: '' }));
  terminal.prompt();
  for await (const typed of terminal) {
    const source = /^(?:>|@)/.test(typed) ? typed : `> ${typed}`;
    for (const { deed } of typed.trim() === '' ? [] : parseScenario(source)) {
      try {
        showAnswer(await perform(player, deed));
      } catch (error) {
        print(`! ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    terminal.prompt();
  }
}

function showAnswer(answered: Answered | null): void {
  for (const bubble of answered?.bubbles ?? []) print(`${writeBubble(bubble).join('\n')}\n`);
}

function transcriptOf({ source }: ScenarioLine, answered: Answered | null): string {
  const facts = (answered?.turn?.events ?? []).filter(({ type }) => !silent.includes(type)).map(writeEvent);
  return [source, ...facts, ...(answered?.bubbles ?? []).flatMap(writeBubble), ''].join('\n');
}

function inputText(deed: Deed): string {
  if (deed.kind === 'type') return deed.text;
  if (deed.kind === 'tap') return deed.button;
  return deed.kind === 'send' ? `>${deed.what} ${deed.arg}`.trim() : '';
}

/** Where the person stands afterwards: in a flow's step, or at the end of the one that was gone through. */
function jsonOf(input: string, { bubbles, turn }: Answered): string {
  const events = turn?.events ?? [];
  const ended = events.findLast((event) => event.type === 'conversation_ended');
  const current = turn?.session.current ?? null;
  return JSON.stringify({
    input,
    flow: current?.flow ?? ended?.flow ?? null,
    step: current?.step ?? null,
    say: bubbles.map(({ text }) => text),
    events: events.filter(({ type }) => !silent.includes(type)),
  });
}
