/** Sends what waits and fetches the list. Sending twice does no harm: every mark has an id of its own. */
import { dequeue, deviceId, forgetList, keepList, queued } from './keep.js';

const api = '/check-in/api';
/** A network that does not answer must not hold up what comes after. */
const patienceMs = 20_000;

async function fetchList(device) {
  return fetch(`${api}/list`, {
    headers: { 'x-device': device },
    cache: 'no-store',
    signal: AbortSignal.timeout(patienceMs),
  });
}

function bodyOf(device, code, entries) {
  const walkIns = entries
    .filter(({ kind }) => kind === 'walk-in')
    .map(({ local, name, phone }) => ({ local, name, phone }));
  const marks = entries
    .filter(({ kind }) => kind === 'mark')
    .map(({ id, session, claim, state, source, madeAt }) => ({
      id,
      session,
      claim,
      state,
      source,
      markedAt: madeAt,
    }));
  return { device, code, walkIns, marks };
}

/**
 * Gives `{ list }` when the service answered, `{ over: true }` when this device's session has ended, and `{}` when there is
 * no network. Marks of another class wait until the device has a link to it again.
 */
export async function sync(code) {
  const device = await deviceId();
  const entries = (await queued()).filter((entry) => entry.code === code);
  const send = entries.length > 0 && code !== undefined;
  const answer = await (send
    ? fetch(`${api}/marks`, {
        method: 'POST',
        signal: AbortSignal.timeout(patienceMs),
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(bodyOf(device, code, entries)),
      })
    : fetchList(device)
  ).catch(() => null);
  if (answer === null || answer.status >= 500) return {};
  if (answer.status === 401) {
    await forgetList();
    return { over: true };
  }
  // The link of another class was opened on this device: its list comes first, the marks wait.
  const right = answer.status === 409 ? await fetchList(device).catch(() => null) : answer;
  if (right === null || !right.ok) return {};
  const list = await right.json();
  await keepList(list);
  if (send && answer.ok) await dequeue(entries.map(({ id }) => id));
  return { list };
}
