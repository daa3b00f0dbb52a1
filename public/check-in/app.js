/** The check-in page: the list kept on the device, marks made without a network, and everything sent when there is one. */
import { fill, isMeant } from './fold.js';
import { enqueue, keptList, newId, queued } from './keep.js';
import { conflictRow, rowOf } from './list.js';
import { codeIn, startScan } from './scan.js';
import { sync } from './sync.js';

const words = JSON.parse(document.body.dataset.words);
const at = (id) => document.getElementById(id);
const everyMs = 15_000;

let list = null;
let queue = [];
let stopScan = null;

const session = () => at('session').value;
const came = (state) => state === 'present' || state === 'late';
const shownDay = (day) => day.split('-').reverse().slice(0, 2).join('/');

/** Everybody, those added here and not sent yet at the end. */
function people() {
  const added = queue.filter((entry) => entry.kind === 'walk-in' && entry.code === list.code);
  const extra = added.map(({ local, name }) => ({
    claim: local,
    no: null,
    name,
    unit: '',
    phoneEnd: '',
    code: '',
  }));
  return [...list.people, ...extra];
}

/** What is known of each at this session; what this device has not sent yet counts here already. */
function known() {
  const now = new Map(
    list.presences.filter((one) => one.session === session()).map((one) => [one.claim, one.state]),
  );
  for (const entry of queue)
    if (entry.kind === 'mark' && entry.session === session()) now.set(entry.claim, entry.state);
  return now;
}

function say(text) {
  at('message').textContent = text;
  at('message').hidden = text === '';
}

function drawSessions() {
  const before = session();
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const options = list.sessions.map(({ id, day, from, venue }) => {
    const text = `${fill(words.sessionName, { day: shownDay(day), from })} – ${venue}`;
    return Object.assign(document.createElement('option'), { value: id, textContent: text });
  });
  at('session').replaceChildren(...options);
  const next = list.sessions.find(({ day }) => day >= today) ?? list.sessions.at(-1);
  at('session').value = list.sessions.some(({ id }) => id === before) ? before : (next?.id ?? '');
}

function drawConflicts(everybody) {
  const rows = list.conflicts
    .filter((one) => one.session === session())
    .flatMap((conflict) => {
      const person = everybody.find(({ claim }) => claim === conflict.claim);
      return person === undefined ? [] : [conflictRow(person, conflict, { words, mark })];
    });
  at('conflict-list').replaceChildren(...rows);
  at('conflicts').hidden = rows.length === 0;
}

function draw() {
  if (list === null) return;
  at('title').textContent = list.title;
  const [everybody, now] = [people(), known()];
  const count = everybody.filter(({ claim }) => came(now.get(claim))).length;
  at('counts').textContent = fill(words.counts, { count, of: everybody.length });
  const shown = everybody.filter((person) => isMeant(person, at('search').value));
  const rows = shown.map((person) => rowOf(person, { current: now.get(person.claim), words, mark }));
  at('people').replaceChildren(...rows);
  if (rows.length === 0) at('people').append(words.nobody);
  drawConflicts(everybody);
}

function drawNet(isThere) {
  at('net').textContent = isThere ? words.online : words.offline;
  at('net').className = `pill ${isThere ? 'there' : 'gone'}`;
  const count = queue.length;
  at('pending').textContent = count === 0 ? words.allSent : fill(words.pending, { count });
}

async function add(entry) {
  await enqueue({ id: newId(), code: list.code, madeAt: Date.now(), ...entry });
  queue = await queued();
}

async function mark(person, state, source = 'tap') {
  await add({ kind: 'mark', session: session(), claim: person.claim, state, source });
  draw();
  await send();
}

async function sendOnce() {
  const { list: fresh, over } = await sync(list?.code);
  queue = await queued();
  if (over === true) {
    list = null;
    at('people').replaceChildren();
    say(words.over);
  }
  if (fresh !== undefined) {
    const isFirst = list === null;
    list = fresh;
    if (isFirst || at('session').options.length !== list.sessions.length) drawSessions();
  }
  draw();
  drawNet(fresh !== undefined);
}

/** One after the other: an answer that comes late must not show an older list. */
let sending = Promise.resolve();
function send() {
  sending = sending.then(sendOnce, sendOnce);
  return sending;
}

async function scanned(text) {
  const code = codeIn(text);
  const person = code === null ? undefined : list.people.find((one) => one.code === code);
  if (person === undefined) return say(words.unknownCode);
  say(fill(words.scanned, { name: person.name }));
  navigator.vibrate?.(80);
  await mark(person, 'present', 'qr');
}

function endScan() {
  stopScan?.();
  stopScan = null;
  at('camera').hidden = true;
}

at('scan').addEventListener('click', async () => {
  at('camera').hidden = false;
  stopScan = await startScan(at('video'), scanned).catch(() => {
    at('camera').hidden = true;
    say(words.noCamera);
    return null;
  });
});
at('scan-stop').addEventListener('click', endScan);
at('search').addEventListener('input', draw);
at('session').addEventListener('change', draw);
at('walk-in').addEventListener('submit', async (event) => {
  event.preventDefault();
  const [name, phone] = [at('walk-in-name').value.trim(), at('walk-in-phone').value.trim()];
  if (list === null || name === '') return;
  const local = newId();
  await add({ kind: 'walk-in', local, name, ...(phone === '' ? {} : { phone }) });
  event.target.reset();
  say(fill(words.added, { name }));
  await mark({ claim: local }, 'present', 'walk_in');
});
window.addEventListener('online', send);
window.addEventListener('offline', () => drawNet(false));

list = (await keptList()) ?? null;
queue = await queued();
if (list !== null) drawSessions();
draw();
navigator.serviceWorker?.register('/check-in/worker.js', { scope: '/check-in/' });
await send();
setInterval(send, everyMs);
