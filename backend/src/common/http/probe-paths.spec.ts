import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isProbePath } from './probe-paths.js';

describe('a probe path', () => {
  it.each([
    '/.env',
    '/.env.production',
    '/api/.env',
    '/.GIT/HEAD',
    '/blog/wp-login.php',
    '/index.php',
    '//xmlrpc.php',
    '/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php',
    '/static/../../etc/passwd',
    '/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '/%c0%ae%c0%ae/%c0%ae%c0%ae/boot.ini',
    '/..\\..\\windows\\win.ini',
    '/solr/admin/cores',
    '/manager/html',
    '/boaform/admin/formLogin',
    '/_ignition/execute-solution',
    '/debug/pprof/heap',
  ])('is %s', (path) => {
    expect(isProbePath(path)).toBe(true);
  });

  it.each([
    '/',
    '/admin/login',
    '/admin/monitoring',
    '/admin/blocked-ips',
    '/api/v1/auth/login',
    '/api/v1/monitoring/login-attempts',
    '/api/v1/account/api-keys',
    '/api/docs',
    '/main-5QJ2KXQZ.js',
    '/i18n/desk/en.json',
    '/account/security',
    '/manager',
    '/environment',
    '/a..b',
  ])('is not %s', (path) => {
    expect(isProbePath(path)).toBe(false);
  });

  it('is told from any text without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (path) => {
        expect(typeof isProbePath(`/${path}`)).toBe('boolean');
      }),
    );
  });
});
