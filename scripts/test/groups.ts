import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandEnvironment } from '../lib/environment.ts';
import { inRoot, packageBin, ROOT } from '../lib/paths.ts';
import { capture, runCommand } from '../lib/processes.ts';
import { countPlaywright, countVitest, settle, type Counts } from './counts.ts';

export const GROUP_NAMES = ['scripts', 'backend', 'frontend', 'e2e'] as const;
export type GroupName = (typeof GROUP_NAMES)[number];

/** What the groups of one run share. */
export interface RunContext {
  /** Reports are written here. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** For the runner, when only one group runs. */
  readonly args: readonly string[];
  /** Raised when the run is to end early. */
  readonly told: AbortSignal;
}

interface GroupPlan {
  readonly title: string;
  readonly folder: string;
  readonly command: string;
  readonly args: (report: string) => readonly string[];
  readonly count: (report: object) => Counts;
}

const vitest = (title: string, folder: string): GroupPlan => ({
  title,
  folder,
  command: packageBin('vitest'),
  args: (report) => ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  count: countVitest,
});

const PLANS: Readonly<Record<GroupName, GroupPlan>> = {
  scripts: vitest('scripts: the gateway, the bootstrap and the tools', ROOT),
  backend: vitest('backend: units, architecture and integration', inRoot('backend')),
  frontend: {
    title: 'frontend: units',
    folder: inRoot('frontend'),
    command: packageBin('ng'),
    args: (report) => ['test', '--watch=false', '--reporters=default', '--reporters=json', `--output-file=${report}`],
    count: countVitest,
  },
  e2e: {
    title: 'e2e: the product in a browser',
    folder: inRoot('frontend', 'e2e'),
    command: packageBin('playwright'),
    args: () => ['test', '--reporter=list,json'],
    count: countPlaywright,
  },
};

/** What the group is, for people. */
export const titleOf = (group: GroupName): string => PLANS[group].title;

function readReport(path: string, count: (report: object) => Counts): Counts | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return count(JSON.parse(readFileSync(path, 'utf8')) as object);
  } catch {
    return undefined;
  }
}

/** Runs one group with its own runner, whose output goes to the terminal. */
export async function runGroup(group: GroupName, { folder, environment, args, told }: RunContext): Promise<Counts> {
  const plan = PLANS[group];
  const report = join(folder, `${group}.json`);
  const env = commandEnvironment({ ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  if (!existsSync(plan.folder)) return settle(undefined, 1);
  const code = await runCommand(plan.command, [...plan.args(report), ...args], { cwd: plan.folder, env }, told);
  return settle(readReport(report, plan.count), code);
}

/** How many browser tests there are, told without running them; one where even that cannot be told. */
export async function listBrowserTests(): Promise<readonly string[]> {
  const { folder, command } = PLANS.e2e;
  if (!existsSync(folder)) return ['e2e'];
  const { output } = await capture(command, ['test', '--list'], { cwd: folder, env: commandEnvironment() });
  const total = Number(/Total: (\d+) tests?/.exec(output)?.[1] ?? 1);
  return Array.from({ length: total }, () => 'e2e');
}
