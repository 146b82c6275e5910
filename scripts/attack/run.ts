import { randomBytes, randomInt } from 'node:crypto';
import { type Answer, SignInClient } from './client.ts';
import { type Pace, paceOut, startsWithin } from './pacer.ts';
import { seededRandom } from './random.ts';
import { type AttackReport, Tally } from './report.ts';
import type { Attempt, Play } from './scenario.ts';
import { type ScenarioName, scenarios, variantOf } from './scenarios.ts';
import { loopbackTarget, TargetError } from './target.ts';

/** One attempt with what came back. The server keeps `requestId` with the attempt, so both can be compared. */
export interface Answered {
  /** 1 for the first attempt of the run. */
  readonly number: number;
  readonly requestId: string;
  readonly attempt: Attempt;
  readonly answer: Answer;
}

/** What to run. Everything but the scenario and the target has a default, most of them the scenario's own. */
export interface RunOptions {
  readonly scenario: ScenarioName;
  /** One of the scenario's variants; its first where it is left out. */
  readonly variant?: string | undefined;
  /** An http origin of this machine. */
  readonly target: string;
  /** Attempts per second. */
  readonly rate?: number | undefined;
  /** How long attempts are sent. Left out together with `count`: the scenario's own time. */
  readonly seconds?: number | undefined;
  /** How many attempts are sent at most. */
  readonly count?: number | undefined;
  /** The same seed makes the same attempts. Default: another one each time. */
  readonly seed?: number | undefined;
  readonly accounts?: readonly string[] | undefined;
  readonly password?: string | undefined;
  /** How many attempts may be on their way at once. */
  readonly inFlight?: number | undefined;
  /** Stops sending; what is on its way is still waited for. */
  readonly signal?: AbortSignal | undefined;
  readonly onAnswer?: ((answered: Answered) => void) | undefined;
  /** Called every `progressMs` milliseconds with the figures so far. */
  readonly onProgress?: ((report: AttackReport) => void) | undefined;
  readonly progressMs?: number | undefined;
}

const IN_FLIGHT = 256;
const PROGRESS_MS = 250;

/**
 * Runs a scenario to its end. A server that goes away in the middle does not end it: such attempts count as unanswered.
 * @throws TargetError where the target is not this machine, or no Classy Book answers there
 * @throws CastError where the scenario needs an account that was not given
 * @throws RangeError where there is no such variant
 */
export async function runScenario(options: RunOptions): Promise<AttackReport> {
  const seed = options.seed ?? randomInt(2 ** 32);
  const [variant, { prepare }] = variantOf(options.scenario, options.variant);
  const play = prepare({
    random: seededRandom(seed),
    accounts: options.accounts ?? [],
    password: options.password ?? null,
  });
  const target = await loopbackTarget(options.target);
  const pace = paceOf(options, play);
  const client = new SignInClient(target, pace.inFlight);
  try {
    const problem = await client.problem();
    if (problem !== null) throw new TargetError(problem);
    return await send({ options, play, pace, client, facts: { variant, seed, target: target.origin } });
  } finally {
    client.close();
  }
}

interface Running {
  readonly options: RunOptions;
  readonly play: Play;
  readonly pace: Pace;
  readonly client: SignInClient;
  readonly facts: Pick<AttackReport, 'variant' | 'seed' | 'target'>;
}

async function send({ options, play, pace, client, facts }: Running): Promise<AttackReport> {
  const { attempts, look } = play;
  const tally = new Tally({ ...facts, scenario: options.scenario, look });
  const run = randomBytes(6).toString('hex');
  const soFar = (): AttackReport => tally.report({ held: 0, unsent: 0, interrupted: false });
  const ticker = setInterval(() => options.onProgress?.(soFar()), options.progressMs ?? PROGRESS_MS);
  try {
    const paced = await paceOut(pace, async (start) => {
      const attempt = attempts.next().value;
      const number = start + 1;
      const requestId = `attack-${run}-${String(number)}`;
      tally.send(attempt);
      const answer = await client.make(attempt, requestId);
      tally.receive(number, answer);
      options.onAnswer?.({ number, requestId, attempt, answer });
    });
    const interrupted = options.signal?.aborted === true;
    return tally.report({ held: paced.held, unsent: paced.unsent, interrupted });
  } finally {
    clearInterval(ticker);
  }
}

function paceOf(options: RunOptions, play: Play): Pace {
  const own = scenarios[options.scenario];
  const rate = options.rate ?? own.rate;
  const count = Math.min(options.count ?? Infinity, play.count ?? Infinity);
  // what has an end of its own is played to its end
  const seconds = options.seconds ?? (count === Infinity ? own.seconds : undefined);
  const fitting = seconds === undefined ? Infinity : startsWithin(rate, seconds);
  return {
    rate,
    count: Math.min(count, fitting),
    ...(seconds === undefined ? {} : { seconds }),
    inFlight: play.inOrder === true ? 1 : (options.inFlight ?? IN_FLIGHT),
    signal: options.signal,
  };
}
