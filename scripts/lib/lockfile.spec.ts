import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reasonToInstall } from './lockfile.mjs';

type Packages = Record<string, Record<string, unknown>>;

const WANTED: Packages = {
  '': { name: 'root' },
  backend: { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/a/node_modules/b': { version: '2.0.0' },
  'node_modules/other-platform': { version: '3.0.0', optional: true },
  'node_modules/@classy-book/backend': { resolved: 'backend', link: true },
};
const INSTALLED: Packages = {
  backend: { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/a/node_modules/b': { version: '2.0.0' },
  'node_modules/@classy-book/backend': { resolved: 'backend', link: true },
};

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lockfile-'));
  mkdirSync(join(root, 'node_modules'));
  write('package-lock.json', WANTED);
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, packages: Packages): void {
  writeFileSync(join(root, path), JSON.stringify({ packages }));
}

function reasonWith(changes: Record<string, Record<string, unknown> | undefined>): string | undefined {
  const merged = Object.entries({ ...INSTALLED, ...changes }).filter(([, entry]) => entry !== undefined);
  write('node_modules/.package-lock.json', Object.fromEntries(merged) as Packages);
  return reasonToInstall(root);
}

describe('reasonToInstall', () => {
  it("finds nothing to do where everything is there, though another platform's package is not", () => {
    expect(reasonWith({})).toBeUndefined();
  });

  it('installs after a clone', () => {
    expect(reasonToInstall(root)).toContain('missing');
  });

  it.each([
    ['an older version', { 'node_modules/a': { version: '0.9.0', integrity: 'sha512-a' } }],
    ['the same version with another content', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } }],
    ['nothing where a package should be', { 'node_modules/a/node_modules/b': undefined }],
    ['a package that was removed from the lockfile', { 'node_modules/c': { version: '1.0.0' } }],
  ])('installs again where there is %s', (_what, changes) => {
    expect(reasonWith(changes)).toContain('package-lock.json says');
  });
});
