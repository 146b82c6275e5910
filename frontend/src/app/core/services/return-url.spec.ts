import { safeReturnUrl, signInPathFor } from './return-url';

describe('the page to go back to', () => {
  it.each(['/account', '/admin/monitoring?outcome=failed&from=2026-11-20T09:30:00Z', '/a#b', '/'])(
    'may be %s',
    (url) => {
      expect(safeReturnUrl(url)).toBe(url);
    },
  );

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '\\/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    'account',
    '',
    '/admin/login?returnUrl=/admin/login',
    '/login',
    '/' + 'a'.repeat(3_000),
    null,
    undefined,
  ])('is never %j', (url) => {
    expect(safeReturnUrl(url)).toBeNull();
  });

  it.each([
    ['/admin', '/admin/login'],
    ['/admin/monitoring?a=b', '/admin/login'],
    ['/admin?x', '/admin/login'],
    ['/administrators', '/login'],
    ['/account', '/login'],
  ] as const)('has its own door: %s', (path, door) => {
    expect(signInPathFor(path)).toBe(door);
  });
});
