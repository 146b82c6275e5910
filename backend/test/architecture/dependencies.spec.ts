import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const MANIFESTS = ['package.json', 'backend/package.json', 'backend/contracts/package.json', 'frontend/package.json'];
const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

type Manifest = Partial<Record<(typeof KINDS)[number], Record<string, string>>>;

const page = readFileSync(resolve(ROOT, 'docs/dependencies.md'), 'utf8');

function manifestOf(path: string): Manifest {
  return JSON.parse(readFileSync(resolve(ROOT, path), 'utf8')) as Manifest;
}

/** The table rows under the heading that names a package.json: package and reason. */
function rowsOf(path: string): [name: string, reason: string][] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`\`${path}\``)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)`\s*\|(.*)\|\s*$/gm)].map(([, name = '', reason = '']) => [
    name,
    reason.trim(),
  ]);
}

describe.each(MANIFESTS)('the dependencies of %s', (path) => {
  const manifest = manifestOf(path);
  const declared = KINDS.flatMap((kind) => Object.keys(manifest[kind] ?? {})).sort();
  const rows = rowsOf(path);

  it('all have a line in docs/dependencies.md, and every line has its dependency', () => {
    expect(rows.map(([name]) => name).sort()).toEqual(declared);
  });

  it('all have a reason', () => {
    expect(rows.filter(([, reason]) => reason.length < 10)).toEqual([]);
  });

  it('have exact versions, so that an installation is the same everywhere', () => {
    const versions = KINDS.flatMap((kind) => Object.entries(manifest[kind] ?? {}));
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});

describe('docs/dependencies.md', () => {
  it('names no package.json that does not exist', () => {
    const headings = [...page.matchAll(/^## `([^`]+)`/gm)].map(([, path]) => path);
    expect(headings).toEqual(MANIFESTS);
  });
});
