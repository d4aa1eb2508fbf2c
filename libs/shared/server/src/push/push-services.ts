/**
 * The services that browsers get their messages through. The address of a subscription comes from a browser, so it is somebody
 * else's word for where our servers send requests: only these are believed, and what the settings add.
 */
export class PushServices {
  /** Further origins, such as `https://push.example.com`. */
  constructor(private readonly further: readonly string[] = []) {}

  knows(endpoint: string): boolean {
    const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
    if (url === null || url.username !== '' || url.password !== '') return false;
    if (this.further.includes(url.origin)) return true;
    return url.protocol === 'https:' && url.port === '' && KNOWN.test(url.hostname);
  }
}

/** Chrome and its kin, Firefox, Edge on Windows, Safari. */
const KNOWN =
  /^(fcm\.googleapis\.com|([\w-]+\.)+(push\.services\.mozilla\.com|notify\.windows\.com|push\.apple\.com))$/;

/** What may be added: an origin over https, or over http on this machine only. */
export const PUSH_SERVICE = /^(https:\/\/[a-z\d.-]+|http:\/\/(localhost|127\.0\.0\.1))(:\d+)?$/;
