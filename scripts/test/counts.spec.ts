import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, settle } from './counts.ts';
import { complaints, failures, lastLine, table } from './summary.ts';

const tests = (...statuses: string[]) => statuses.map((status) => ({ status }));

describe('countVitest', () => {
  it('counts tests, and keeps the files of skipped ones', () => {
    const report = {
      testResults: [
        { name: '/a.spec.ts', status: 'passed', assertionResults: tests('passed', 'passed', 'pending') },
        { name: '/b.spec.ts', status: 'failed', assertionResults: tests('failed', 'todo') },
      ],
    };
    expect(countVitest(report)).toMatchObject({ passed: 2, failed: 1, skipped: ['/a.spec.ts', '/b.spec.ts'] });
  });

  it('names what failed, with the first line of why', () => {
    const failed = { status: 'failed', fullName: 'a lock ends', failureMessages: ['expected 1\n  at lock.ts'] };
    const report = { testResults: [{ name: '/a.spec.ts', status: 'failed', assertionResults: [failed] }] };
    expect(countVitest(report).failures).toEqual(['/a.spec.ts: a lock ends: expected 1']);
  });

  it('counts a file that could not be loaded as a failure', () => {
    const report = { testResults: [{ name: '/a.spec.ts', status: 'failed', assertionResults: [] }] };
    expect(countVitest(report)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('countPlaywright', () => {
  it('counts tests in suites within suites; one that passed at the second try has passed', () => {
    const report = {
      suites: [
        {
          file: 'a.spec.ts',
          specs: [{ tests: tests('expected', 'flaky') }],
          suites: [{ file: 'a.spec.ts', specs: [{ tests: tests('unexpected', 'skipped') }] }],
        },
      ],
      errors: [{ message: 'the server did not start' }],
    };
    expect(countPlaywright(report)).toMatchObject({ passed: 2, failed: 2, skipped: ['a.spec.ts'] });
  });
});

describe('settle', () => {
  const green = { passed: 3, failed: 0, skipped: [] };

  it('takes a runner at its word when it says that it failed', () => {
    expect(settle(green, 1).failed).toBe(1);
    expect(settle({ ...green, failed: 2 }, 1).failed).toBe(2);
    expect(settle(green, 0)).toEqual(green);
  });

  it('takes a runner without a report for a failed one', () => {
    expect(settle(undefined, 0).failed).toBe(1);
  });
});

describe('complaints', () => {
  const result = (passed: number, skipped: string[] = []) => ({
    name: 'backend',
    counts: { passed, failed: 0, skipped },
    milliseconds: 1,
  });
  const announced = [{ files: /redis[^/]*\.spec\.ts$/, text: 'no redis' }];

  it('come when a group runs no test at all', () => {
    expect(complaints(result(0), announced)).toEqual(['backend: not one test ran']);
  });

  it('come for skipped tests that were not announced, once for each file', () => {
    expect(complaints(result(1, ['/x/redis-cache.spec.ts']), announced)).toEqual([]);
    expect(complaints(result(1, ['/a.spec.ts', '/a.spec.ts']), announced)).toHaveLength(1);
  });

  it('do not come for a group that was left out and said so', () => {
    expect(complaints({ ...result(0, ['e2e']), leftOut: true }, [])).toEqual([]);
  });
});

describe('the end of a run', () => {
  const results = [
    { name: 'scripts', counts: { passed: 10, failed: 0, skipped: [] }, milliseconds: 1_500 },
    { name: 'e2e', counts: { passed: 0, failed: 1, skipped: ['e2e', 'e2e'] }, milliseconds: 0, leftOut: true },
  ];

  it('is one line that adds everything up', () => {
    expect(lastLine(results, 1)).toBe('10 passed, 2 failed, 2 skipped');
    expect(lastLine(results.slice(0, 1), 0)).toBe('10 passed, 0 failed');
  });

  it('names what failed', () => {
    const counts = { passed: 0, failed: 1, skipped: [], failures: ['a.spec.ts: a lock ends'] };
    expect(failures([{ name: 'backend', counts, milliseconds: 0 }])).toEqual(['backend: a.spec.ts: a lock ends']);
  });

  it('comes after a table with a line for each group', () => {
    expect(table(results).split('\n')).toEqual([
      'group    passed  failed  skipped      time',
      'scripts      10       0        0     1.5 s',
      'e2e           0       1        2  left out',
    ]);
  });
});
