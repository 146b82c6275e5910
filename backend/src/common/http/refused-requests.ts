import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Response } from 'express';
import type { RequestsRefused } from '../events/desk-events.js';
import { Coalescer } from '../events/coalescer.js';
import { EventBus } from '../events/event-bus.js';
import { countedNetwork } from '../network/addresses.js';
import { isProbePath } from './probe-paths.js';
import { type AppRequest, originOf } from './request-context.js';

interface Gathered {
  readonly origin: RequestsRefused['origin'];
  readonly ipAddress: string;
  count: number;
  readonly statuses: Record<string, number>;
  readonly paths: Set<string>;
  readonly probes: Set<string>;
}

const WORTH_TELLING = 5;
const MAX_PATHS = 20;
const MAX_PATH_LENGTH = 200;
const UNPRINTABLE = /[^\x20-\x7e]/g;
const API_KEY = /^Bearer cbk_/i;
// a wrong password or an old cookie has rules of its own
const SIGN_IN = /^\/api\/v1\/auth\//i;
// what browsers ask for by themselves, and files of a build that an open tab still knows
const INNOCENT =
  /^\/(?:favicon\.ico|robots\.txt|apple-touch-icon[\w-]*\.png|\.well-known\/.*)$|-[\w-]{8}\.(?:js|css|woff2)$|\.map$/i;

/**
 * Watches for clients that look for what is not there, or is not theirs: it counts answers of 404, 405, refused tokens and
 * forbidden routes, and known probe paths, of each address, and tells of them together (`requests.refused`). It looks at
 * answers only after they were sent, and at nothing of those that went well.
 */
@Injectable()
export class RefusedRequests implements OnModuleDestroy {
  private readonly gathered: Coalescer<Gathered>;

  constructor(events: EventBus) {
    this.gathered = new Coalescer<Gathered>({
      isWorthTelling: ({ count, probes }) => count >= WORTH_TELLING || probes.size > 0,
      tell: async ({ origin, ipAddress, count, statuses, paths, probes }) => {
        const seen = { ipAddress, count, statuses, paths: [...paths], probes: [...probes] };
        await events.publish('requests.refused', { ...seen, actor: { kind: 'system' }, origin });
      },
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.gathered.end();
  }

  /** Looks at an answer that was sent. */
  look(request: AppRequest, response: Pick<Response, 'statusCode'>): void {
    const { statusCode } = response;
    if (statusCode < 400 || statusCode >= 500) return;
    const path = request.originalUrl.split('?', 1)[0] ?? '';
    const isProbe = isProbePath(path);
    if (!isProbe && !isTelling(request, statusCode, path)) return;
    const address = request.clientAddress ?? '0.0.0.0';
    const shown = path.slice(0, MAX_PATH_LENGTH).replace(UNPRINTABLE, '?');
    // whoever has a /64 would be somebody else with each request
    this.gathered.add(countedNetwork(address), (before) => {
      const sum = before ?? begin(request, address);
      sum.count += 1;
      sum.statuses[statusCode] = (sum.statuses[statusCode] ?? 0) + 1;
      if (sum.paths.size < MAX_PATHS) sum.paths.add(shown);
      if (isProbe && sum.probes.size < MAX_PATHS) sum.probes.add(shown);
      return sum;
    });
  }
}

function begin(request: AppRequest, ipAddress: string): Gathered {
  return { origin: originOf(request), ipAddress, count: 0, statuses: {}, paths: new Set(), probes: new Set() };
}

function isTelling(request: AppRequest, statusCode: number, path: string): boolean {
  const { failure, principal } = request;
  const credentials = request.headers.authorization;
  // refused keys are told of by themselves
  const isKey = principal?.kind === 'api_key' || (credentials !== undefined && API_KEY.test(credentials));
  if (statusCode === 404 || statusCode === 405) return !INNOCENT.test(path);
  if (statusCode === 403) return failure === 'FORBIDDEN' && !isKey;
  // not a session that has ended: its token was ours, and a page may go on asking with it
  const isForged = failure === 'UNAUTHENTICATED' && credentials !== undefined && !isKey;
  return statusCode === 401 && isForged && !SIGN_IN.test(path);
}
