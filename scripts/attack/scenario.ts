import type { LoopbackHttp, Reply } from './loopback-http.ts';
import type { Random } from './random.ts';

/** Something else than a sign-in with a password: any request, or several that belong together. */
export interface Errand {
  /** What is done, in one line, such as `GET /.env`. */
  readonly says: string;
  /** @returns the reply that counts */
  perform(http: LoopbackHttp, requestId: string | undefined): Promise<Reply>;
}

/** One attempt, as the simulator sends it: a sign-in, or its errand where it has one. */
export interface Attempt {
  readonly email: string;
  readonly password: string;
  /** The client address that the loopback proxy, played by the simulator, puts into `X-Forwarded-For`. */
  readonly address: string;
  readonly userAgent: string;
  /** Attempts of the same device share its cookies; without it every attempt comes from a new device. */
  readonly device?: string;
  readonly errand?: Errand;
}

/** What a scenario is made from. `accounts` may be empty; `password` is the right one of all of them, where known. */
export interface Cast {
  readonly random: Random;
  readonly accounts: readonly string[];
  readonly password: string | null;
}

/** A scenario that is ready to run. The supply of attempts never ends, unless `count` says how many there are. */
export interface Play {
  readonly attempts: Iterator<Attempt, never>;
  readonly count?: number;
  /** One attempt begins when the one before it was answered. */
  readonly inOrder?: boolean;
  /** What to look at in the console, one sentence each; a path stands alone after the last colon. */
  readonly look: readonly string[];
}

/** One way of playing a scenario. */
export interface Variant {
  readonly summary: string;
  /** The detection rule that is to find it, where it is another one than the scenario's. */
  readonly rule?: string;
  /** @throws CastError where it needs an account that was not given */
  readonly prepare: (cast: Cast) => Play;
}

/**
 * A kind of traffic. `rate` (attempts a second) and `seconds` are what it runs with where nothing else is asked for;
 * `rule` is the detection rule that is to find it.
 */
export interface Scenario {
  readonly summary: string;
  readonly rule: string | null;
  readonly rate: number;
  readonly seconds: number;
  /** By name; the first is played where none is asked for. */
  readonly variants: Readonly<Record<string, Variant>>;
}

/** A scenario cannot be played with the accounts that were given; the message says what is missing. */
export class CastError extends Error {}

/** The account that a scenario signs in to. @throws CastError where it, or its password, was not given */
export function knownAccount({ accounts, password }: Cast, whose: string): { email: string; password: string } {
  const [email] = accounts;
  if (email === undefined || password === null) {
    throw new CastError(`This scenario signs in: name ${whose} with --account and --password.`);
  }
  return { email, password };
}

/** A play of a list of attempts, one after the other. */
export function inOrder(attempts: readonly Attempt[], look: readonly string[]): Play {
  return { attempts: supplyOf(attempts), count: attempts.length, inOrder: true, look };
}

function* supplyOf(attempts: readonly Attempt[]): Generator<Attempt, never> {
  yield* attempts;
  throw new Error('the supply of attempts has ended');
}
