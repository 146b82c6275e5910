import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { commandEnvironment } from './environment.ts';
import { waitForLock } from './file-lock.mjs';
import { Refusal, say, seconds } from './messages.ts';
import { inRoot, packageBin } from './paths.ts';
import { capture } from './processes.ts';

const ANOTHER_BUILDS_MS = 10 * 60_000;

/** What can be built, in the order in which it depends on one another. */
export const BUILD_STEPS = ['contracts', 'backend', 'frontend'] as const;
export type BuildStep = (typeof BUILD_STEPS)[number];

interface StepPlan {
  readonly title: string;
  /** Files and folders, in the repository, whose content decides whether the result is still right. */
  readonly inputs: readonly string[];
  /** Emptied, stamp and all, by whoever builds it in another way. */
  readonly output: string;
  /** A file that is there after every build and is written again by one that changes something. */
  readonly proof: string;
  readonly folder: string;
  readonly command: readonly [string, ...string[]];
  readonly afterwards?: () => Promise<void>;
}

const CONTRACTS_INPUTS = ['backend/contracts/src', 'backend/contracts/tsconfig.json', 'package-lock.json'];

const PLANS: Readonly<Record<BuildStep, StepPlan>> = {
  contracts: {
    title: 'the contracts',
    inputs: CONTRACTS_INPUTS,
    output: 'backend/contracts/dist',
    proof: 'backend/contracts/dist/.tsbuildinfo',
    folder: 'backend/contracts',
    command: [packageBin('tsc'), '-p', 'tsconfig.json'],
    afterwards: () => removeOrphans(inRoot('backend/contracts')),
  },
  backend: {
    title: 'the server',
    inputs: [...CONTRACTS_INPUTS, 'backend/src', 'backend/tsconfig.json', 'backend/tsconfig.build.json'],
    output: 'backend/dist',
    proof: 'backend/dist/.tsbuildinfo',
    folder: 'backend',
    command: [packageBin('tsc'), '-p', 'tsconfig.build.json'],
    afterwards: () => removeOrphans(inRoot('backend')),
  },
  frontend: {
    title: 'the pages',
    inputs: [
      ...CONTRACTS_INPUTS,
      'frontend/src',
      'frontend/public',
      'frontend/angular.json',
      'frontend/tsconfig.json',
      'frontend/tsconfig.app.json',
    ],
    output: 'frontend/dist/frontend',
    proof: 'frontend/dist/frontend/browser/index.html',
    folder: 'frontend',
    command: [packageBin('ng'), 'build'],
    afterwards: () => compressAssets(inRoot('frontend/dist/frontend/browser')),
  },
};

function* filesUnder(path: string): Generator<string> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) yield* filesUnder(join(path, name));
}

/** One hash over the names and contents of everything that a step reads. */
function fingerprint({ inputs, command }: StepPlan): string {
  const hash = createHash('sha256').update(command.slice(1).join(' '));
  for (const input of inputs) {
    for (const file of filesUnder(inRoot(input))) {
      hash.update(`\0${relative(inRoot(), file)}\0`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** Beside the result, so that whoever removes the one removes the other. */
const stampOf = ({ output }: StepPlan): string => inRoot(output, '.build-stamp');

const modified = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.mtimeMs;

/** Whether the result is that of these very inputs, and nobody has built it in another way since. */
function isCurrent(plan: StepPlan, fingerprintNow: string): boolean {
  const [stamped, built] = [modified(stampOf(plan)), modified(inRoot(plan.proof))];
  if (stamped === undefined || built === undefined || built > stamped) return false;
  return readFileSync(stampOf(plan), 'utf8') === fingerprintNow;
}

/** tsc leaves the results of sources that are gone; nothing may be found by a name that no source has. */
function removeOrphans(workspace: string): Promise<void> {
  const dist = join(workspace, 'dist');
  for (const file of filesUnder(dist)) {
    const source = relative(dist, file).replace(/(?:\.d\.ts|\.js)(?:\.map)?$/, '.ts');
    const isResult = /\.(?:js|d\.ts)(?:\.map)?$/.test(file);
    if (isResult && !existsSync(join(workspace, 'src', source))) rmSync(file);
  }
  return Promise.resolve();
}

const COMPRESSIBLE = /\.(?:js|css|html|svg|json|txt|ttf|webmanifest)$/;
const TOO_SMALL_BYTES = 200;

/** Leaves a .br and a .gz beside each file that gets smaller, so that the server need not compress it for each visitor. */
async function compressAssets(folder: string): Promise<void> {
  const files = [...filesUnder(folder)].filter((file) => COMPRESSIBLE.test(file));
  await Promise.all(
    files.map(async (file) => {
      const content = readFileSync(file);
      if (content.length < TOO_SMALL_BYTES) return;
      const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
      writeFileSync(`${file}.br`, await promisify(brotliCompress)(content, { params }));
      writeFileSync(`${file}.gz`, await promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }));
    }),
  );
}

async function buildStep(step: BuildStep): Promise<void> {
  const plan = PLANS[step];
  const before = fingerprint(plan);
  if (isCurrent(plan, before)) return;
  const started = performance.now();
  say(`Building ${plan.title} ...`);
  const [command, ...args] = plan.command;
  const { code, output } = await capture(command, args, { cwd: inRoot(plan.folder), env: commandEnvironment() });
  if (code !== 0) {
    process.stdout.write(output);
    throw new Refusal(`Building ${plan.title} failed: see the messages above.`);
  }
  await plan.afterwards?.();
  writeFileSync(stampOf(plan), before);
  say(`Building ${plan.title}: done in ${seconds(performance.now() - started)}`);
}

/**
 * Builds what has changed since it was last built. Two builds at once wait for one another.
 * @throws Refusal after the compiler's own messages
 */
export async function build(steps: readonly BuildStep[] = BUILD_STEPS): Promise<void> {
  const release = await waitForLock(inRoot('.cache', 'build', 'lock'), {
    timeoutMs: ANOTHER_BUILDS_MS,
    onWait: (holder) => {
      say(`Waiting for process ${String(holder)}, which is building ...`);
    },
  });
  try {
    for (const step of BUILD_STEPS) if (steps.includes(step)) await buildStep(step);
  } finally {
    release();
  }
}
