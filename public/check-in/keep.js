/** What the device keeps in IndexedDB: the list, the marks not sent yet, and a name of its own. */

const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open('ocop-check-in', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('kept');
    request.result.createObjectStore('queue', { keyPath: 'id' });
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function run(store, mode, work) {
  const transaction = (await opened).transaction(store, mode);
  const request = work(transaction.objectStore(store));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

export const keepList = (list) => run('kept', 'readwrite', (kept) => kept.put(list, 'list'));
export const keptList = () => run('kept', 'readonly', (kept) => kept.get('list'));
/** Names leave the device with the session; what was not sent stays. */
export const forgetList = () => run('kept', 'readwrite', (kept) => kept.delete('list'));

/** In the order they were made. */
export const queued = async () =>
  (await run('queue', 'readonly', (queue) => queue.getAll())).sort((a, b) => a.madeAt - b.madeAt);
export const enqueue = (entry) => run('queue', 'readwrite', (queue) => queue.put(entry));
export const dequeue = (ids) =>
  run('queue', 'readwrite', (queue) => {
    for (const id of ids) queue.delete(id);
  });

/** Tells devices apart when two of them mark one person; drawn once. */
export async function deviceId() {
  const known = await run('kept', 'readonly', (kept) => kept.get('device'));
  if (known !== undefined) return known;
  const drawn = newId();
  await run('kept', 'readwrite', (kept) => kept.put(drawn, 'device'));
  return drawn;
}

/** Also where the page is not served over HTTPS, as on a network of the office. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
