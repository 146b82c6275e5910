/** What a runner has to say about its tests. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** The files of skipped tests, one entry for each test. */
  readonly skipped: readonly string[];
  /** What failed, one entry for each test: its name, and the first line of why. */
  readonly failures?: readonly string[];
}

interface VitestTest {
  readonly status?: string;
  readonly fullName?: string;
  readonly failureMessages?: readonly string[];
}

interface VitestReport {
  readonly testResults?: readonly {
    readonly name?: string;
    readonly status?: string;
    readonly message?: string;
    readonly assertionResults?: readonly VitestTest[];
  }[];
}

interface PlaywrightSuite {
  readonly file?: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title?: string;
    readonly tests?: readonly { readonly status?: string }[];
  }[];
}

interface PlaywrightReport {
  readonly suites?: readonly PlaywrightSuite[];
  readonly errors?: readonly unknown[];
}

const NONE: Counts = { passed: 0, failed: 0, skipped: [] };

const sum = (counts: readonly Counts[]): Counts => ({
  passed: counts.reduce((total, one) => total + one.passed, 0),
  failed: counts.reduce((total, one) => total + one.failed, 0),
  skipped: counts.flatMap((one) => one.skipped),
  failures: counts.flatMap((one) => one.failures ?? []),
});

const countOne = (file: string, outcome: 'passed' | 'failed' | 'skipped', name = '', why = ''): Counts => ({
  passed: outcome === 'passed' ? 1 : 0,
  failed: outcome === 'failed' ? 1 : 0,
  skipped: outcome === 'skipped' ? [file] : [],
  failures: outcome === 'failed' ? [[file, name, firstLine(why)].filter((part) => part !== '').join(': ')] : [],
});

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').slice(0, 300);

/**
 * Reads the report of vitest's JSON reporter. A file that could not even be loaded has no tests, and counts as one that
 * failed.
 */
export function countVitest(report: VitestReport): Counts {
  return sum(
    (report.testResults ?? []).map(({ name = '', status, message = '', assertionResults = [] }) => {
      const counts = sum(
        assertionResults.map((test) => {
          const { status: outcome, fullName, failureMessages = [] } = test;
          const known = outcome === 'passed' || outcome === 'failed' ? outcome : 'skipped';
          return countOne(name, known, fullName, failureMessages[0]);
        }),
      );
      return status === 'failed' && counts.failed === 0 ? sum([counts, countOne(name, 'failed', '', message)]) : counts;
    }),
  );
}

/** Reads the report of Playwright's JSON reporter. A test that passed when it was tried again has passed. */
export function countPlaywright(report: PlaywrightReport): Counts {
  // a second try is given on unattended machines only, and the runner's own list names who needed it
  const outcomes: Readonly<Record<string, 'passed' | 'skipped'>> = {
    expected: 'passed',
    flaky: 'passed',
    skipped: 'skipped',
  };
  const countSuite = ({ file = '', suites = [], specs = [] }: PlaywrightSuite): Counts =>
    sum([
      ...suites.map(countSuite),
      ...specs.flatMap((spec) =>
        (spec.tests ?? []).map((test) => countOne(file, outcomes[test.status ?? ''] ?? 'failed', spec.title)),
      ),
    ]);
  const broken = (report.errors ?? []).map(() => countOne('', 'failed'));
  return sum([...(report.suites ?? []).map(countSuite), ...broken]);
}

/**
 * What a run comes to. A runner that says that it failed, or that leaves no report, has failed, whatever it counted.
 * @param report undefined where none was written
 */
export function settle(report: Counts | undefined, exitCode: number): Counts {
  const counts = report ?? NONE;
  const broken = report === undefined || (exitCode !== 0 && counts.failed === 0);
  return broken ? { ...counts, failed: counts.failed + 1 } : counts;
}
