import { pushKeep, pushKey } from '../../api/generated/sdk.gen';
import type { PushSubscriptionView } from '../../api/generated/types.gen';

/** Over plain http no browser can be told, on an iPhone only what stands on the home screen. */
export const canBeTold = (): boolean =>
  window.isSecureContext && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

/** Does its user let Baton notify them? */
export const isAllowed = (): boolean => canBeTold() && Notification.permission === 'granted';

type Language = PushSubscriptionView['language'];

/** Has this browser told what waits for its person, from now on or as before. Its user has allowed it. */
export async function keepTold(language: string): Promise<void> {
  const subscription = await subscribe();
  const { endpoint, keys } = subscription.toJSON();
  const body = {
    endpoint: endpoint!,
    publicKey: keys!['p256dh']!,
    authSecret: keys!['auth']!,
    device: deviceName(navigator.userAgent),
    language: language as Language,
  };
  try {
    await pushKeep({ body });
  } catch (error) {
    await tellNothing();
    throw error;
  }
}

/** Ends it on the browser's side. */
export async function tellNothing(): Promise<void> {
  const worker = await navigator.serviceWorker.getRegistration();
  await (await worker?.pushManager.getSubscription())?.unsubscribe();
}

/** The subscription there is, unless it was made with a key that is no longer ours. */
async function subscribe(): Promise<PushSubscription> {
  const { data } = await pushKey({ throwOnError: true });
  await navigator.serviceWorker.register('/sw.js');
  const { pushManager } = await navigator.serviceWorker.ready;
  const before = await pushManager.getSubscription();
  if (before !== null) {
    if (inBase64Url(before.options.applicationServerKey) === data.publicKey) return before;
    await before.unsubscribe();
  }
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: data.publicKey });
}

const inBase64Url = (bytes: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer())))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** What a person knows their device by: "Firefox · Android". */
function deviceName(userAgent: string): string {
  const named = (names: readonly (readonly [RegExp, string])[]) => names.find(([form]) => form.test(userAgent))?.[1];
  return [named(browsers) ?? 'Web', named(systems)].filter(Boolean).join(' · ');
}

/** In this order, since most say that they are others too. */
const browsers = [
  [/Edg/, 'Edge'],
  [/OPR/, 'Opera'],
  [/Firefox/, 'Firefox'],
  [/Chrome/, 'Chrome'],
  [/Safari/, 'Safari'],
] as const;
const systems = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
] as const;
