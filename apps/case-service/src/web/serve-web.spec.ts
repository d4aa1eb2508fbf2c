import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aService, type TestService } from '../testing/a-service.js';

const SCRIPT = 'export const place = "desk";\n'.repeat(100);

let folder: string;
let service: TestService;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-web-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>The desk</title>');
  writeFileSync(join(folder, 'assets/index-1a2b.js'), SCRIPT);
  writeFileSync(join(folder, 'assets/index-1a2b.js.gz'), gzipSync(SCRIPT));
  writeFileSync(join(folder, 'sw.js'), SCRIPT);
  writeFileSync(join(folder, 'manifest.webmanifest'), JSON.stringify({ name: 'Baton' }));
  writeFileSync(join(folder, 'icon-192.png'), 'a picture');
  writeFileSync(join(folder, 'secret.txt'), 'not for browsers');
  service = await aService({}, folder);
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

const open = (url: string, headers: Record<string, string> = { accept: 'text/html,*/*;q=0.8' }) =>
  service.app.inject({ method: 'GET', url, headers });

describe('the web application', () => {
  it.each(['/', '/cases', '/cases/0197a000-0000-7000-8000-000000000000?tab=line', '/sign-in', '/tomorrow', '/healthy'])(
    'is the page at %s',
    async (url) => {
      const { statusCode, headers, body } = await open(url);
      expect({ statusCode, type: headers['content-type'], caching: headers['cache-control'] }).toEqual({
        statusCode: 200,
        type: 'text/html; charset=utf-8',
        caching: 'no-cache',
      });
      expect(body).toContain('The desk');
    },
  );

  it('may load nothing from other hosts and run no script that is not ours', async () => {
    const { headers } = await open('/');
    const policy = String(headers['content-security-policy']).split(';');
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'self'", "style-src 'self' 'unsafe-inline'", "frame-ancestors 'none'"]),
    );
    expect(policy.join()).not.toMatch(/script-src|https?:|\*|data:/);
  });

  it('loosens nothing where it is not the page', async () => {
    const { headers } = await open('/health/live');
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });

  it.each(['/api/v1/nothing', '/api/v1/me', '/api', '/t/nothing', '/assets/nothing.js'])(
    'stays away from %s, even for a browser',
    async (url) => {
      const { statusCode, headers, body } = await open(url);
      expect([401, 404]).toContain(statusCode);
      expect(body).not.toContain('The desk');
      expect(headers['cache-control'] ?? 'no-store').not.toContain('immutable');
    },
  );

  it('leaves a client that wants no page its problem+json', async () => {
    const { statusCode, headers } = await open('/cases', { accept: 'application/json' });
    expect({ statusCode, type: headers['content-type'] }).toEqual({
      statusCode: 404,
      type: 'application/problem+json; charset=utf-8',
    });
  });
});

describe('the files of the web application', () => {
  it('are kept for ever, since their names change with their content', async () => {
    const { statusCode, headers, body } = await open('/assets/index-1a2b.js');
    expect({ statusCode, caching: headers['cache-control'], body }).toEqual({
      statusCode: 200,
      caching: 'public, max-age=31536000, immutable',
      body: SCRIPT,
    });
    expect(headers['content-type']).toMatch(/javascript/);
  });

  it('come compressed to whoever takes that', async () => {
    const { headers } = await open('/assets/index-1a2b.js', { 'accept-encoding': 'gzip' });
    expect(headers['content-encoding']).toBe('gzip');
    expect(headers['content-type']).toMatch(/javascript/);
  });

  it('are asked for anew each time where the name stays: what shows notices while no page is open', async () => {
    const { statusCode, headers, body } = await open('/sw.js', { accept: '*/*', 'service-worker': 'script' });
    expect({ statusCode, caching: headers['cache-control'], body }).toEqual({
      statusCode: 200,
      caching: 'no-cache',
      body: SCRIPT,
    });
    expect(headers['content-type']).toMatch(/javascript/);
    expect(headers['content-security-policy']).toContain("default-src 'self'");
  });

  it.each([
    ['/manifest.webmanifest', 'application/manifest+json'],
    ['/icon-192.png', 'image/png'],
  ])('say as what a device installs it: %s', async (url, type) => {
    for (const accept of ['*/*', 'text/html,*/*;q=0.8']) {
      const { statusCode, headers } = await open(url, { accept });
      expect({ statusCode, caching: headers['cache-control'] }).toEqual({ statusCode: 200, caching: 'no-cache' });
      expect(headers['content-type']).toContain(type);
    }
    expect((await open('/icon-none.png')).statusCode).toBe(404);
  });

  it.each(['/assets/../secret.txt', '/assets/..%2fsecret.txt', '/assets/%2e%2e/secret.txt'])(
    'end at their folder: %s',
    async (url) => {
      const { statusCode, body } = await open(url, { accept: '*/*' });
      expect(statusCode).toBeGreaterThanOrEqual(400);
      expect(body).not.toContain('not for browsers');
    },
  );
});

describe('without a build of it', () => {
  it('a plain page says what this is', async () => {
    const plain = await aService({}, join(folder, 'nowhere'));
    try {
      const { statusCode, body } = await plain.app.inject({ url: '/', headers: { accept: 'text/html' } });
      expect(statusCode).toBe(200);
      expect(body).toContain('<h1>Baton</h1>');
    } finally {
      await plain.close();
    }
  });
});
