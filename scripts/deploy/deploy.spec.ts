import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../lib/paths.ts';

const read = (path: string): string => readFileSync(inRoot(path), 'utf8');
const nginx = read('deploy/nginx.conf');
const compose = read('docker-compose.yml');
const dockerfile = read('Dockerfile');

/** The `server` block of nginx.conf that listens on a port. */
function serverOn(port: string): string {
  return nginx.split(/^server \{/m).find((block) => block.includes(`listen ${port}`)) ?? '';
}

describe('the proxy that is offered', () => {
  it('speaks TLS 1.2 and 1.3 with suites that keep old traffic secret, and nothing older', () => {
    const [, protocols] = /ssl_protocols\s+([^;]+);/.exec(serverOn('443')) ?? [];
    expect(protocols?.split(' ')).toEqual(['TLSv1.2', 'TLSv1.3']);
    const [, suites = ''] = /ssl_ciphers\s+([^;]+);/.exec(serverOn('443')) ?? [];
    for (const suite of suites.split(':')) expect(suite).toMatch(/^ECDHE-.*(GCM-SHA\d+|CHACHA20-POLY1305)$/);
  });

  it('leads people to https, and refuses programs that call in clear', () => {
    const clear = serverOn('80');
    expect(clear).toMatch(/location \/ \{ return 301 https:/);
    expect(clear).toMatch(/location \/api\/ \{ return 403; \}/);
    expect(clear).toMatch(/location \/socket\.io\/ \{ return 403; \}/);
    expect(clear).not.toContain('proxy_pass');
  });

  it('says itself who the client is, whatever the client says', () => {
    const lines = serverOn('443').match(/proxy_set_header .*;/g) ?? [];
    expect(lines).toContain('proxy_set_header X-Forwarded-For   $remote_addr;');
    expect(lines).toContain('proxy_set_header X-Forwarded-Proto $scheme;');
  });
});

describe('the containers', () => {
  it('run the server as nobody special, on files that it cannot change', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    const app = compose.slice(compose.indexOf('  app:'), compose.indexOf('  mongo:'));
    expect(app).toContain('read_only: true');
    expect(app).toContain('cap_drop: [ALL]');
    expect(app).toContain("'no-new-privileges:true'");
  });

  it('keep the database and Redis out of reach of everything but the server', () => {
    expect(compose).toMatch(/back: \{ internal: true \}/);
    for (const service of ['mongo', 'redis']) {
      const block = compose.slice(compose.indexOf(`\n  ${service}:`)).split(/\n {2}\w+:\n/)[1] ?? '';
      expect(block).toContain('networks: [back]');
      expect(block).not.toContain('ports:');
    }
  });

  it('have no history, no secrets, no tests and no build tools in them', () => {
    const ignored = read('.dockerignore').split('\n');
    for (const name of ['.git', '.env', '.env.*', '.data', 'backend/test', '**/*.spec.ts'])
      expect(ignored).toContain(name);
    expect(dockerfile).toContain('npm ci --omit=dev');
    expect(dockerfile).not.toMatch(/^(ARG|ENV) .*(SECRET|PASSWORD|KEY)/m);
    expect(dockerfile).toMatch(/^ENV NODE_ENV=production$/m);
  });

  it('bring no secret of their own: each is asked for', () => {
    for (const name of ['APP_SECRET', 'AUDIT_KEY', 'JWT_PRIVATE_KEY', 'ADMIN_PASSWORD']) {
      expect(compose).toMatch(new RegExp(`${name}: \\$\\{${name}:\\?`));
    }
  });
});
