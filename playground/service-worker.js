/**
 * Keeps the playground's files, so that it works without a network; and gives them the headers that isolate a page, without which there are neither threads nor WebGPU for programs. The build puts in the names of all files (FILES) and a
 * number that changes with them (VERSION).
 */
const name = `playground-${VERSION}`;

const isolated = (response) => {
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
};

addEventListener('install', (event) => {
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(FILES)).then(() => skipWaiting()));
});

addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((other) => other.startsWith('playground-') && other !== name).map((other) => caches.delete(other)))).then(() => clients.claim()));
});

addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(registration.scope)) return;
  event.respondWith(caches.open(name).then((cache) => cache.match(request, { ignoreSearch: true })).then((kept) => kept ?? fetch(request)).then(isolated));
});
