import { type Answered, runScenario } from '../attack/run.ts';
import type { ScenarioName } from '../attack/scenarios.ts';
import type { ConsolesReport, SentAttempt } from './consoles-messages.ts';
import { Consoles } from './consoles-process.ts';
import type { Bench, Figure, Measure } from './measure.ts';
import type { MeasuredServer } from './server.ts';
import { spreadOf } from './statistics.ts';

const CONSOLES = 50;
const P95_BAR_MS = 250;
const SECONDS = 8;
const WARM_UP_SECONDS = 3;

interface Traffic {
  readonly scenario: ScenarioName;
  readonly rate: number;
  readonly what: string;
}

// at 500 a second the checks of passwords alone would fill two and a half cores, so these are refused before them
const TRAFFIC: readonly Traffic[] = [
  { scenario: 'credential-stuffing', rate: 100, what: 'passwords looked at' },
  { scenario: 'brute-force', rate: 100, what: 'address blocked' },
  { scenario: 'brute-force', rate: 500, what: 'address blocked' },
];

interface Run {
  readonly report: ConsolesReport;
  readonly perSecond: number;
  /** How many were not put on record in time, and were told so (503), or got no answer. */
  readonly failed: number;
}

const SERVER_ERRORS = 500;

/** From a recorded attempt to the sockets of the consoles, at steady rates. */
export const delay: Measure = {
  name: 'delay',
  title: 'Event to console',
  async run({ server, database, rounds }: Bench): Promise<readonly Figure[]> {
    const emails = await database.addAccounts(CONSOLES, 'watcher', 'admin');
    const consoles = new Consoles();
    try {
      await consoles.open(server, emails);
      const play = async (traffic: Traffic, seconds: number): Promise<Run> => {
        // the documentation networks have few addresses: without this the rounds together would get them blocked
        await database.db.collection('attempt_counters').deleteMany({});
        return await attack(server, consoles, traffic, seconds);
      };
      for (const traffic of TRAFFIC) await play(traffic, WARM_UP_SECONDS);
      const runs = new Map(TRAFFIC.map((traffic) => [traffic, [] as Run[]]));
      for (let round = 0; round < rounds; round += 1) {
        for (const [traffic, sofar] of runs) sofar.push(await play(traffic, SECONDS));
      }
      return [...runs].flatMap(([traffic, all]) => figuresOf(traffic, all));
    } finally {
      await consoles.close();
    }
  },
};

async function attack(server: MeasuredServer, consoles: Consoles, traffic: Traffic, seconds: number): Promise<Run> {
  await consoles.ask({ kind: 'start' });
  const sent: SentAttempt[] = [];
  const report = await runScenario({
    scenario: traffic.scenario,
    target: server.target.origin,
    rate: traffic.rate,
    seconds,
    onAnswer: ({ requestId, answer }: Answered) => {
      if (answer.status !== null && answer.status < SERVER_ERRORS)
        sent.push({ requestId, sentAt: Date.now() - answer.milliseconds });
    },
  });
  const reply = await consoles.ask({ kind: 'finish', sent });
  if (reply.kind !== 'report') throw new Error('the consoles said nothing of what they saw');
  return { report: reply.report, perSecond: sent.length / report.seconds, failed: report.sent - sent.length };
}

function figuresOf({ rate, what }: Traffic, runs: readonly Run[]): readonly Figure[] {
  const name = `${String(rate)}/s, ${what}`;
  const of = (pick: (run: Run) => number) => spreadOf(runs.map(pick));
  const wrong = of(({ report }) => report.lost + report.doubled);
  return [
    { name: `${name}: p50`, value: of(({ report }) => report.fromEvent.p50), unit: 'ms' },
    {
      name: `${name}: p95`,
      value: of(({ report }) => report.fromEvent.p95),
      unit: 'ms',
      bar: { atMost: P95_BAR_MS },
    },
    { name: `${name}: p99`, value: of(({ report }) => report.fromEvent.p99), unit: 'ms' },
    {
      name: `${name}: p95 from the request on`,
      value: of(({ report }) => report.fromRequest.p95),
      unit: 'ms',
      remark: 'since the attempt left its client',
    },
    {
      name: `${name}: put on record`,
      value: of(({ perSecond }) => perSecond),
      unit: '/s',
      remark: `${String(of(({ failed }) => failed).highest)} at most were not, and answered so`,
    },
    {
      name: `${name}: lost or doubled`,
      value: wrong,
      unit: '',
      bar: { atMost: 0 },
      remark: `${String(CONSOLES)} consoles, ${of(({ report }) => report.framesPerSecond).median.toFixed(1)} frames a second each`,
    },
  ];
}
