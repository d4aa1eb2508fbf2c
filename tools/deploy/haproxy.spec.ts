import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The lines of a section, such as `backend case-service`. */
const section = (name: string) =>
  new RegExp(`^${name}\\n((?:[ #].*\\n|\\n)*)`, 'm')
    .exec(read('deploy/haproxy.cfg'))![1]!
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
const secondsOf = (line: string) => Number(/ (\d+)s$/.exec(line)?.[1]);

describe('the configuration of HAProxy', () => {
  it('sends people to services that are ready', () => {
    const service = section('backend case-service');
    expect(service).toContain('http-check send meth GET uri /health/ready');
    expect(service.filter((line) => line.startsWith('server '))).toHaveLength(3);
    expect(service.find((line) => line.startsWith('default-server'))).toMatch(
      /\bcheck\b.* on-marked-down shutdown-sessions/,
    );
    expect(service.join('\n')).not.toMatch(/cookie|stick/);
  });

  it('lets a machine be taken out before its service is ended', () => {
    expect(section('global').find((line) => line.startsWith('stats socket'))).toContain(' level admin');
    const taken = [...read('docs/operations/updating.md').matchAll(/set server (\S+)\/(\S+) state/g)];
    expect(taken.length).toBeGreaterThan(0);
    for (const [, backend, machine] of taken)
      expect(section(`backend ${backend}`).some((line) => line.startsWith(`server ${machine} `))).toBe(true);
  });

  it('keeps live streams open, which say something every 15 s', () => {
    expect(read('apps/case-service/src/live/streams.ts')).toContain('KEEP_ALIVE = 15 * SECOND');
    const defaults = section('defaults');
    for (const name of ['client', 'server'])
      expect(secondsOf(defaults.find((line) => line.startsWith(`timeout ${name} `))!)).toBeGreaterThan(30);
  });

  it('sends no command twice', () => {
    const retried = section('defaults').filter((line) => line.startsWith('retry-on'));
    expect(retried).toEqual(['retry-on conn-failure']);
  });

  it('believes nothing that callers say of themselves, and shows them no figures', () => {
    const people = section('frontend people');
    const place = (line: string) => people.indexOf(line);
    expect(place('http-request del-header x-forwarded-for')).toBeGreaterThanOrEqual(0);
    expect(place('option forwardfor')).toBeGreaterThan(place('http-request del-header x-forwarded-for'));
    expect(people).toContain('http-request del-header x-forwarded-host');
    expect(people).toContain('http-request return status 404 if { path,url_dec /metrics }');
  });
});
