// A process of its own: consoles that listen to the desk, as many as there are tokens, and what they saw.
import type { LoginAttempt } from '@classy-book/contracts/attempts';
import type {
  Acknowledgement,
  ClientToServerEvents,
  EventFrame,
  JoinedMonitoring,
  ServerToClientEvents,
} from '@classy-book/contracts/realtime';
import { io, type Socket } from 'socket.io-client';
import type { ConsolesReply, ConsolesReport, ConsolesRequest, Delays, SentAttempt } from './consoles-messages.ts';
import { percentile } from './statistics.ts';

type Console = Socket<ServerToClientEvents, ClientToServerEvents>;

interface Seen {
  readonly eventAt: number;
  readonly arrivals: number[];
}

const JOIN_WITHIN_MS = 10_000;
const SETTLE_WITHIN_MS = 10_000;
const POLL_MS = 50;

const consoles: Console[] = [];
let seen = new Map<string, Seen>();
let frames = 0;
let begin = 0;

async function open(origin: string, tokens: readonly string[]): Promise<void> {
  for (const token of tokens) {
    const socket: Console = io(`${origin}/realtime`, {
      auth: { token },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    socket.on('monitoring:login-attempt', receive);
    const answer = await joined(socket);
    if (!answer.ok) throw new Error(`a console was not let in: ${answer.error.message}`);
    consoles.push(socket);
  }
}

async function joined(socket: Console): Promise<Acknowledgement<JoinedMonitoring>> {
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('a console was not let in in time'));
    }, JOIN_WITHIN_MS);
    socket.once('connect_error', reject);
    socket.emit('join:monitoring', {}, (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}

function receive(frame: EventFrame<LoginAttempt>): void {
  const now = Date.now();
  frames += 1;
  for (const { requestId, timestamp } of frame.events) {
    const known = seen.get(requestId);
    if (known === undefined) seen.set(requestId, { eventAt: Date.parse(timestamp), arrivals: [now] });
    else known.arrivals.push(now);
  }
}

async function finish(sent: readonly SentAttempt[]): Promise<ConsolesReport> {
  const deadline = performance.now() + SETTLE_WITHIN_MS;
  const missing = (): number => consoles.length * sent.length - arrivalsOf(sent);
  while (missing() > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  const seconds = (performance.now() - begin) / 1000;
  const fromEvent: number[] = [];
  const fromRequest: number[] = [];
  let lost = 0;
  let doubled = 0;
  for (const { requestId, sentAt } of sent) {
    const { eventAt, arrivals } = seen.get(requestId) ?? { eventAt: 0, arrivals: [] };
    lost += Math.max(0, consoles.length - arrivals.length);
    doubled += Math.max(0, arrivals.length - consoles.length);
    for (const arrival of arrivals) {
      fromEvent.push(arrival - eventAt);
      fromRequest.push(arrival - sentAt);
    }
  }
  const framesPerSecond = frames / consoles.length / seconds;
  return { fromEvent: delaysOf(fromEvent), fromRequest: delaysOf(fromRequest), lost, doubled, framesPerSecond };
}

function arrivalsOf(sent: readonly SentAttempt[]): number {
  return sent.reduce((sum, { requestId }) => sum + (seen.get(requestId)?.arrivals.length ?? 0), 0);
}

function delaysOf(values: readonly number[]): Delays {
  const sorted = Float64Array.from(values).sort();
  const at = (percent: number): number => percentile(sorted, percent);
  return { p50: at(50), p95: at(95), p99: at(99), max: at(100) };
}

async function carryOut(request: ConsolesRequest): Promise<ConsolesReply> {
  if (request.kind === 'open') await open(request.origin, request.tokens);
  if (request.kind === 'start') {
    seen = new Map();
    frames = 0;
    begin = performance.now();
  }
  return request.kind === 'finish' ? { kind: 'report', report: await finish(request.sent) } : { kind: 'done' };
}

process.on('message', (request: ConsolesRequest) => {
  carryOut(request)
    .catch((error: unknown): ConsolesReply => {
      return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    })
    .then((reply) => process.send?.(reply))
    .catch(() => process.exit(1));
});
// the benchmark has gone, however it went
process.once('disconnect', () => process.exit(0));
