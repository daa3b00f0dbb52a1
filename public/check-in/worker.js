/** Keeps the page itself on the device, so that it opens without a network. Lists and marks never pass through here. */
const cacheName = 'ocop-check-in';
const shell = [
  '/check-in/list',
  ...['app.js', 'fold.js', 'keep.js', 'list.js', 'scan.js', 'sync.js', 'style.css', 'jsqr.js'].map(
    (name) => `/check-in/${name}`,
  ),
];
/** A network that is there but does not answer is none. */
const patienceMs = 4000;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(shell)));
  self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

async function freshOrKept(request) {
  const cache = await caches.open(cacheName);
  const path = new URL(request.url).pathname;
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patienceMs) });
    if (answer.ok) await cache.put(path, answer.clone());
    return answer;
  } catch {
    return (await cache.match(path)) ?? Response.error();
  }
}

self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  const isOurs =
    event.request.method === 'GET' && origin === self.location.origin && shell.includes(pathname);
  if (isOurs) event.respondWith(freshOrKept(event.request));
});
