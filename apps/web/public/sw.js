/**
 * Shows what Baton tells this device, also while no page of it is open. It keeps no copy of the application and answers no
 * request: without it everything works as with it.
 */
self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('push', (event) => {
  const { title, text, lang, tag, at, path } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body: text, lang, tag, timestamp: at, data: { path } }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.path));
});

/** In a page that is there already, which finds its own way and keeps what was typed; else in a new one. */
async function open(path) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find(({ url }) => new URL(url).pathname !== '/sign-in');
  if (page === undefined) return self.clients.openWindow(path);
  page.postMessage({ open: path });
  return page.focus();
}
