import type { AttackReport, Milestone } from './report.ts';

const MEANINGS: Readonly<Record<string, string>> = {
  SIGNED_IN: 'the password was right',
  OK: 'what was asked for was done',
  NOT_FOUND: 'there is no such thing',
  UNAUTHENTICATED: 'the token or the key is not valid',
  FORBIDDEN: 'refused, not allowed',
  SECOND_FACTOR_INVALID: 'refused after looking at the code',
  SECOND_FACTOR_LOCKED: 'refused, too many wrong codes',
  SESSION_ENDED: 'the session is over',
  RATE_LIMITED: 'refused, too many requests',
  'HTTP 404': 'there is nothing there',
  INVALID_CREDENTIALS: 'refused after looking at the password',
  ACCOUNT_LOCKED: 'refused, the account is locked',
  ADDRESS_BLOCKED: 'refused, the address is blocked',
  SERVICE_UNAVAILABLE: 'the database was away',
  INTERNAL: 'an error on the server, look at its log',
  VALIDATION_FAILED: 'not accepted as an email and a password',
  REFUSED: 'nobody was there',
  CUT_OFF: 'the connection broke before the answer',
  TIMED_OUT: 'no answer within 10 seconds',
};

/** One line about a run that goes on. */
export function progressLine(report: AttackReport): string {
  const { seconds, sent, latency, codes } = report;
  const rate = seconds > 0 ? sent / seconds : 0;
  const answers = Object.entries(codes).map(([code, count]) => `${code} ${String(count)}`);
  const times = [`p50 ${milliseconds(latency.p50)}`, `p95 ${milliseconds(latency.p95)}`];
  return [`${seconds.toFixed(0)} s`, `${String(sent)} sent`, `${rate.toFixed(1)}/s`, ...answers, ...times].join('  ');
}

/** What was done, what came of it, and where to look. */
export function summary(report: AttackReport): string {
  const { sent, seconds, accounts, addresses, latency, answered } = report;
  const lines = [
    '',
    `${report.scenario} against ${report.target} (--variant ${report.variant} --seed ${String(report.seed)})`,
    row('sent', `${counted(sent, 'attempt')} in ${seconds.toFixed(1)} s`),
    row('', `for ${counted(accounts, 'account')} from ${counted(addresses, 'address', 'addresses')}`),
    row('answered', `${String(answered)}, half of them within ${milliseconds(latency.p50)}`),
    row('', `95 % within ${milliseconds(latency.p95)}, the slowest in ${milliseconds(latency.max)}`),
    ...Object.entries(report.codes).map(([code, count]) =>
      row('', `${String(count).padStart(7)}  ${code.padEnd(20)} ${MEANINGS[code] ?? ''}`),
    ),
    row('first lock', milestone(report.firstLock)),
    row('first block', milestone(report.firstBlock)),
    ...remarks(report).flatMap((remark) => ['', remark]),
    '',
    'What to look at in the console:',
    ...report.look.map((line) => `  ${line.replace(/: (\/\S*)$/, `: ${report.target}$1`)}`),
  ];
  return lines.map((line) => line.trimEnd()).join('\n');
}

function remarks(report: AttackReport): string[] {
  const found: string[] = [];
  if (report.interrupted) found.push('Stopped before its end.');
  if (report.held > 0 || report.unsent > 0) {
    found.push(
      `The server could not keep up: ${counted(report.held, 'attempt')} left late and ${String(report.unsent)} not at all.`,
    );
  }
  const spread = report.addresses > 1 && report.accounts > 1;
  if (spread && (report.codes.ADDRESS_BLOCKED ?? 0) > report.answered / 2) {
    found.push(
      'Most addresses were blocked although none failed often. Either a range of them is blocked, or the server does not\n' +
        'trust X-Forwarded-For from this machine (TRUST_PROXY=loopback) and saw one address.',
    );
  }
  return found;
}

function row(label: string, text: string): string {
  return `  ${label.padEnd(12)} ${text}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

function milestone(at: Milestone | null): string {
  return at === null ? 'none' : `attempt ${String(at.attempt)}, after ${at.seconds.toFixed(1)} s`;
}
