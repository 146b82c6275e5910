import { existsSync, readFileSync } from 'node:fs';
import prettier from 'prettier';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../lib/paths.ts';
import { coverage } from './chapters/all.ts';
import { asvsPage } from './page.ts';
import { requirements } from './requirements.ts';
import { testNames } from './test-names.ts';

/** True where the page exists and, after a `#`, has that heading. */
function hasPart(document: string): boolean {
  const [path = '', part] = document.split('#');
  if (!existsSync(inRoot(path))) return false;
  const headings = readFileSync(inRoot(path), 'utf8').match(/^#+ .*$/gm) ?? [];
  return part === undefined || headings.some((heading) => anchorOf(heading) === part);
}

// as GitHub makes it
function anchorOf(heading: string): string {
  return heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');
}

describe('the table of ASVS requirements', () => {
  it('has every requirement of level 1 and 2 once, in order', () => {
    expect(coverage.map(({ id }) => id)).toEqual(requirements.map(([id]) => id));
  });

  it('names only tests that exist', () => {
    const missing = coverage.flatMap((one) =>
      'tests' in one
        ? one.tests
            .filter(({ file, test }) => !existsSync(inRoot(file)) || !testNames(inRoot(file)).has(test))
            .map(({ file, test }) => `${one.id}: ${file}: ${test}`)
        : [],
    );
    expect(missing).toEqual([]);
  });

  it('names at least one test where it says that tests show it', () => {
    expect(coverage.filter((one) => 'tests' in one && one.tests.length === 0)).toEqual([]);
  });

  it('names only documents that exist, and parts that they have', () => {
    const missing = coverage.flatMap((one) =>
      'document' in one && !hasPart(one.document) ? [`${one.id}: ${one.document}`] : [],
    );
    expect(missing).toEqual([]);
  });

  it('gives a whole sentence as a reason', () => {
    const reasons = coverage.flatMap((one) =>
      'notApplicable' in one ? [one.notApplicable] : 'open' in one ? [one.open] : [],
    );
    expect(reasons.filter((reason) => reason.length < 15 || !reason.endsWith('.'))).toEqual([]);
  });

  it('is the page in docs/security', async () => {
    const path = inRoot('docs/security/asvs.md');
    const options = await prettier.resolveConfig(path);
    expect(readFileSync(path, 'utf8')).toBe(
      await prettier.format(asvsPage(coverage), { ...options, parser: 'markdown' }),
    );
  });
});
