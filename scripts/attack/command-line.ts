import { parseArgs } from 'node:util';
import { type ScenarioName, scenarioNames, scenarios, variantNames } from './scenarios.ts';

/** What was asked for on the command line. */
export type Command =
  { readonly kind: 'help' } | { readonly kind: 'list' } | { readonly kind: 'run'; readonly request: AttackRequest };

export interface AttackRequest {
  readonly scenario: ScenarioName;
  readonly variant: string | undefined;
  readonly target: string;
  readonly rate: number | undefined;
  readonly seconds: number | undefined;
  readonly count: number | undefined;
  readonly seed: number | undefined;
  readonly accounts: readonly string[];
  readonly password: string | undefined;
  readonly json: boolean;
}

/** Something on the command line that cannot be understood; the message is one sentence. */
export class UsageError extends Error {}

const MAX_RATE = 5_000;
const MAX_SECONDS = 86_400;
const MAX_COUNT = 10_000_000;
const MAX_ACCOUNTS = 500;
const DEFAULT_PORT = '3000';
const LEFT = 24;

/**
 * Reads the arguments.
 * @param environment `PORT` says where the local instance listens
 * @throws UsageError
 */
export function readCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Command {
  const values = parsed(args);
  if (values.help === true) return { kind: 'help' };
  if (values.list === true) return { kind: 'list' };
  const accounts = values.account ?? [];
  if (accounts.length > MAX_ACCOUNTS) throw new UsageError(`At most ${String(MAX_ACCOUNTS)} accounts can be given.`);
  if (values.password !== undefined && accounts.length === 0) {
    throw new UsageError('--password says how the accounts of --account sign in, so name at least one of them.');
  }
  const scenario = scenarioOf(values.scenario);
  return {
    kind: 'run',
    request: {
      scenario,
      variant: variantOfName(scenario, values.variant),
      target: values.target ?? `http://localhost:${environment.PORT ?? DEFAULT_PORT}`,
      rate: numberOf('--rate', values.rate, { above: 0, upTo: MAX_RATE }),
      seconds: numberOf('--seconds', values.seconds, { above: 0, upTo: MAX_SECONDS }),
      count: numberOf('--count', values.count, { above: 0, upTo: MAX_COUNT, whole: true }),
      seed: numberOf('--seed', values.seed, { above: -1, upTo: 2 ** 32 - 1, whole: true }),
      accounts,
      password: values.password,
      json: values.json === true,
    },
  };
}

/** What `--help` says. */
export function helpText(): string {
  return `Plays sign-in traffic against an instance of Classy Book on this machine.

  npm run attack -- --scenario NAME [options]

${listText()}

Options:
  --scenario NAME    what to play
  --variant NAME     how to play it; the first of its variants where it is left out
  --rate N           attempts a second (0.01 to ${String(MAX_RATE)}; a fraction is one in several seconds)
  --seconds S        how long
  --count N          how many attempts at most
  --target URL       an http origin of this machine; default http://localhost:3000, or the port in PORT
  --account EMAIL    the account to guess at, or to sign in to; may be given again
  --password TEXT    the right password of these accounts, for scenarios that sign in
  --seed N           makes the same attempts again
  --json             prints the result as JSON
  --list             names the scenarios`;
}

/** What `--list` says. */
export function listText(): string {
  const lines = scenarioNames.flatMap((name) => {
    const { summary, rate, seconds, variants } = scenarios[name];
    return [
      `  ${name.padEnd(LEFT)} ${summary}`,
      `${' '.repeat(LEFT + 3)}${String(rate)} a second for ${String(seconds)} seconds, or to its end`,
      ...Object.entries(variants).map(([variant, one]) => `    ${variant.padEnd(LEFT - 2)} ${one.summary}`),
    ];
  });
  return ['Scenarios, with their variants:', ...lines].join('\n');
}

// the type is what parseArgs makes of the options
function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        scenario: { type: 'string' },
        variant: { type: 'string' },
        rate: { type: 'string' },
        seconds: { type: 'string' },
        count: { type: 'string' },
        target: { type: 'string' },
        account: { type: 'string', multiple: true },
        password: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean' },
        list: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ', 1)[0] ?? '') : String(error);
    throw new UsageError(`${reason}. See --help.`);
  }
}

function scenarioOf(name: string | undefined): ScenarioName {
  const known = scenarioNames.find((one) => one === name);
  if (known !== undefined) return known;
  const said = name === undefined ? 'Say what to play with --scenario' : `There is no scenario ${name}`;
  throw new UsageError(`${said}: ${scenarioNames.join(', ')}.`);
}

function variantOfName(scenario: ScenarioName, name: string | undefined): string | undefined {
  const names = variantNames(scenario);
  if (name === undefined || names.includes(name)) return name;
  throw new UsageError(`There is no variant ${name} of ${scenario}: ${names.join(', ')}.`);
}

interface Limits {
  readonly above: number;
  readonly upTo: number;
  readonly whole?: boolean;
}

function numberOf(name: string, text: string | undefined, { above, upTo, whole = false }: Limits): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value > above && value <= upTo && (!whole || Number.isInteger(value))) return value;
  const kind = whole ? 'a whole number' : 'a number';
  throw new UsageError(`${name} must be ${kind} above ${String(above)} and at most ${String(upTo)}, not ${text}.`);
}
