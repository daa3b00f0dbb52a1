/** Finds names in the environment that look like one of ours written wrongly: TELEGRAM_TOKEN for TELEGRAM_BOT_TOKEN. */

/** Gives one sentence per suspicious name, leaving alone those whose right name is set as well. */
export function findHints(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): string[] {
  const known = new Set(names);
  return Object.keys(env)
    .filter((name) => !known.has(name) && env[name] !== '')
    .flatMap((name) => {
      const meant = names.find((candidate) => env[candidate] === undefined && isMeant(name, candidate));
      return meant === undefined ? [] : [`${name} is not a setting; did you mean ${meant}?`];
    });
}

/** Short names (HOST, PORT, ROLE) have too many innocent neighbours in a normal environment. */
const shortest = 7;
const long = 12;

function isMeant(name: string, candidate: string): boolean {
  if (candidate.length < shortest) return false;
  const [bare, wanted] = [squeeze(name), squeeze(candidate)];
  const slips = wanted.length >= long ? 2 : 1;
  return countEdits(bare, wanted) <= slips || leavesOutAWord(name, candidate);
}

const squeeze = (name: string) => name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/** TELEGRAM_TOKEN: first and last word of TELEGRAM_BOT_TOKEN, nothing else. */
function leavesOutAWord(name: string, candidate: string): boolean {
  const words = candidate.split('_');
  return words.length > 2 && name.toUpperCase() === `${words[0]}_${words.at(-1)}`;
}

/** Letters to insert, drop or replace to turn one word into the other. */
function countEdits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const replace = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replace, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
