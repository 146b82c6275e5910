import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { blocks } from './bench/blocks.ts';
import { delay } from './bench/delay.ts';
import { gradebook } from './bench/gradebook.ts';
import { guarded } from './bench/guarded.ts';
import { idleSockets } from './bench/idle-sockets.ts';
import { lists } from './bench/lists.ts';
import { type Figure, keepsBar, type Measure } from './bench/measure.ts';
import { page } from './bench/page.ts';
import { type CpuProfile, topCosts, topPackages } from './bench/profile.ts';
import { quizStarts } from './bench/quiz-starts.ts';
import { refresh } from './bench/refresh.ts';
import { ScratchDatabase } from './bench/scratch-database.ts';
import { MeasuredServer } from './bench/server.ts';
import { signIn } from './bench/sign-in.ts';
import { stored } from './bench/stored.ts';
import { tableOf } from './bench/table.ts';
import { uploads } from './bench/uploads.ts';
import { openDatabase } from './database/bootstrap.ts';
import { build } from './lib/build.ts';
import { loadEnvironment } from './lib/environment.ts';
import { explain, Refusal, runTask, say } from './lib/messages.ts';
import { dataDirectory } from './lib/paths.ts';
import { whenToldToStop } from './lib/stop-signal.ts';

const MEASURES: readonly Measure[] = [
  ...[signIn, guarded, refresh, stored, delay, blocks, lists, page, idleSockets],
  ...[quizStarts, gradebook, uploads],
];
const NAMES = MEASURES.map(({ name }) => name);
const USUAL = MEASURES.filter(({ onDemand }) => onDemand !== true).map(({ name }) => name);
const DEFAULT_ROUNDS = 5;
const MAX_ROUNDS = 50;
const DEFAULT_ROWS = 1_000_000;
const MAX_ROWS = 20_000_000;
/** Load per core from which on others are at work here. */
const BUSY = 0.5;
const SHOWN_COSTS = 25;
const SHOWN_PACKAGES = 12;

const HELP = `Measures the built server on a scratch database and holds the ratios against their bars.

  npm run bench -- [options]

Options:
  --only NAMES    some of: ${NAMES.join(',')}; default: ${USUAL.join(',')}
  --rounds N      how often everything is measured; default ${String(DEFAULT_ROUNDS)}
  --rows N        how many rows lists are measured with; default ${String(DEFAULT_ROWS)}
  --profile       also profiles the server's main thread: prints the top costs, keeps .cpuprofile files
  --main FILE     another build of the server than backend/dist/main.js`;

interface Request {
  readonly measures: readonly Measure[];
  readonly rounds: number;
  readonly rows: number;
  readonly profile: boolean;
  readonly main: string | undefined;
}

interface Result {
  readonly measure: string;
  readonly figures: readonly Figure[];
}

/** `npm run bench`. */
async function main(): Promise<number> {
  loadEnvironment();
  const request = readArguments(process.argv.slice(2));
  if (request === null) {
    say(HELP);
    return 0;
  }
  const told = whenToldToStop();
  if (request.main === undefined)
    await build(['contracts', 'backend', ...(request.measures.includes(page) ? (['frontend'] as const) : [])]);
  const folder = join(dataDirectory(), 'bench');
  const stamp = new Date().toISOString().replaceAll(':', '-').slice(0, 19);
  mkdirSync(folder, { recursive: true });
  const machine = describeMachine();
  const engine = await openDatabase({ dataDirectory: dataDirectory(), databaseName: 'classy_bench' });
  say(`Database: ${engine.description}`);
  const results: Result[] = [];
  const file = join(folder, `${stamp}.json`);
  try {
    const database = await ScratchDatabase.open(engine.uri);
    try {
      for (const measure of request.measures) {
        results.push(await measureOne(measure, { request, database, files: join(folder, stamp), told }));
        const facts = { at: stamp, machine, database: engine.kind, rounds: request.rounds };
        writeFileSync(file, JSON.stringify({ ...facts, results }, null, 2));
      }
    } finally {
      await database.drop();
    }
  } catch (failure) {
    // what was going on fails when its server is taken away, in whatever words
    if (!told.aborted) throw failure;
    say('Stopped.');
    return 1;
  } finally {
    await engine.stop();
  }
  const missed = results.flatMap(({ figures }) => figures).filter((figure) => keepsBar(figure) === false);
  say(`Written to ${file}.`);
  say(missed.length === 0 ? 'Every bar is kept.' : `${String(missed.length)} of the bars are missed.`);
  return 0;
}

interface Surroundings {
  readonly request: Request;
  readonly database: ScratchDatabase;
  /** How the names of the files begin that are kept. */
  readonly files: string;
  readonly told: AbortSignal;
}

// each on a server and a database of its own, so that none of them lives on what another one has warmed or filled
async function measureOne(measure: Measure, { request, database, files, told }: Surroundings): Promise<Result> {
  const { main, rounds, rows, profile } = request;
  const logFile = `${files}-${measure.name}.log`;
  const settings = { mongodbUri: database.uri, logFile };
  const server = await MeasuredServer.start({ ...settings, ...(main === undefined ? {} : { main }) });
  const stop = (): void => void server.stop();
  told.addEventListener('abort', stop);
  try {
    say(`Measuring: ${measure.title} ...`);
    if (profile) await server.startProfile();
    const figures = await measure.run({ server, database, rounds, rows });
    say(`\n${tableOf(measure.title, figures)}\n`);
    if (profile) sayProfile((await server.stopProfile()) as CpuProfile, `${files}-${measure.name}`);
    // tens of megabytes, of interest only where something failed
    rmSync(logFile);
    return { measure: measure.name, figures };
  } finally {
    told.removeEventListener('abort', stop);
    await server.stop();
    await database.clear();
  }
}

function describeMachine(): Readonly<Record<string, string | number>> {
  const cores = cpus();
  const load = loadavg()[0] ?? 0;
  if (load > BUSY * cores.length) {
    const now = `a load of ${load.toFixed(1)} on ${String(cores.length)} cores`;
    say(`This machine is busy (${now}): rates and delays will be worse than it can do, ratios less so.`);
  }
  return { cores: cores.length, model: cores[0]?.model ?? '', node: process.version, load };
}

function sayProfile(profile: CpuProfile, path: string): void {
  writeFileSync(`${path}.cpuprofile`, JSON.stringify(profile));
  const line = ({ place, share }: { place: string; share: number }): string =>
    `  ${(share * 100).toFixed(1).padStart(5)} %  ${place}`;
  say('Where the main thread spent its busy time, by package:');
  for (const cost of topPackages(profile, SHOWN_PACKAGES)) say(line(cost));
  say('And by function:');
  for (const cost of topCosts(profile, SHOWN_COSTS)) say(line(cost));
  say(`The whole profile: ${path}.cpuprofile\n`);
}

function readArguments(args: readonly string[]): Request | null {
  const values = optionsOf(args);
  if (values.help) return null;
  const measures = values.only.split(',').map((name) => {
    const found = MEASURES.find((measure) => measure.name === name);
    if (found === undefined) throw new Refusal(`There is no measurement ${name}: ${NAMES.join(', ')}.`);
    return found;
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > MAX_ROUNDS) {
    throw new Refusal(`--rounds must be a whole number from 1 to ${String(MAX_ROUNDS)}.`);
  }
  const rows = Number(values.rows);
  if (!Number.isInteger(rows) || rows < 1 || rows > MAX_ROWS) {
    throw new Refusal(`--rows must be a whole number from 1 to ${String(MAX_ROWS)}.`);
  }
  return { measures, rounds, rows, profile: values.profile, main: values.main };
}

// the type is what parseArgs makes of the options
function optionsOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', default: USUAL.join(',') },
        rounds: { type: 'string', default: String(DEFAULT_ROUNDS) },
        rows: { type: 'string', default: String(DEFAULT_ROWS) },
        profile: { type: 'boolean', default: false },
        main: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new Refusal(`${explain(error)}. See --help.`);
  }
}

await runTask(main);
