import { type AttackRequest, helpText, listText, readCommandLine, UsageError } from './attack/command-line.ts';
import { progressLine, summary } from './attack/output.ts';
import type { AttackReport } from './attack/report.ts';
import { runScenario } from './attack/run.ts';
import { CastError } from './attack/scenario.ts';
import { TargetError } from './attack/target.ts';

const LINE_EVERY_MS = 5_000;
const REDRAW_EVERY_MS = 250;
const EXIT_USAGE = 2;

/** `npm run attack`: reads the command line, plays the scenario, says what came of it. */
async function main(): Promise<number> {
  const command = readCommandLine(process.argv.slice(2), process.env);
  if (command.kind !== 'run') {
    print(command.kind === 'help' ? helpText() : listText());
    return 0;
  }
  const report = await play(command.request);
  print(command.request.json ? JSON.stringify(report, null, 2) : summary(report));
  if (report.answered > 0 || report.interrupted) return 0;
  process.stderr.write(`None of the attempts was answered by ${report.target}.\n`);
  return 1;
}

async function play(request: AttackRequest): Promise<AttackReport> {
  const live = process.stderr.isTTY;
  const stop = new AbortController();
  // the second Ctrl-C finds no listener and ends the process
  process.once('SIGINT', () => {
    stop.abort();
  });
  const report = await runScenario({
    ...request,
    signal: stop.signal,
    progressMs: live ? REDRAW_EVERY_MS : LINE_EVERY_MS,
    onProgress: (sofar) => {
      const line = progressLine(sofar);
      process.stderr.write(live ? `\r${line.slice(0, process.stderr.columns - 1)}\u001b[K` : `${line}\n`);
    },
  });
  if (live) process.stderr.write('\r\u001b[K');
  return report;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    const misused = error instanceof UsageError || error instanceof CastError;
    const expected = misused || error instanceof TargetError;
    process.stderr.write(`${expected ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
    process.exitCode = misused ? EXIT_USAGE : 1;
  });
