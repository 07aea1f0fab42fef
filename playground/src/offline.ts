/** After the first load the page works without a network: a service worker (service-worker.js) keeps its files, and serves them isolated, which hosts without such headers do not. */

export async function keepOffline(): Promise<void> {
  // Not while it is worked on, where files change.
  if (import.meta.env.MODE === 'development' || !('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI)).catch(() => {});
}
