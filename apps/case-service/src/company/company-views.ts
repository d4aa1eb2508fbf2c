import { contentVersion } from '../http/etag.js';

/** A record that counts no versions, with one made of its content. */
export const withContentVersion = <Thing extends object>(thing: Thing): Thing & { readonly version: string } => ({
  ...thing,
  version: contentVersion(thing),
});
