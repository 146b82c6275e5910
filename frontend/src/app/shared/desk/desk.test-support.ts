import type { HttpTestingController, TestRequest } from '@angular/common/http/testing';
import type { Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { RouterTestingHarness } from '@angular/router/testing';
import type { LockedAccount } from '@classy-book/contracts/accounts';
import type { EntitySummary, LoginAttempt, Timeline } from '@classy-book/contracts/attempts';
import type { AllowedIp, BlockedIp, BlockRecord } from '@classy-book/contracts/blocking';
import type { Readiness } from '@classy-book/contracts/health';
import type { Incident } from '@classy-book/contracts/incidents';
import type { SecurityMetrics } from '@classy-book/contracts/metrics';
import type { Permission, Role } from '@classy-book/contracts/permissions';
import {
  provideTranslocoLoader,
  provideTranslocoScope,
  type Translation,
  type TranslocoLoader,
} from '@jsverse/transloco';
import { of, type Observable } from 'rxjs';
import { AuthService } from '../../core/services/auth';
import type { Locale } from '../../core/services/i18n';
import { WebsocketService } from '../../core/services/websocket';
import { SOCKET_OPENER } from '../../core/services/websocket-socket';
import { FakeServer } from '../../core/services/websocket.test-support';
import { setUpApp, settle, success, userWith } from '../../core/testing/app-testing';
import { FakeAuth } from '../../core/testing/fakes';
import { idOf } from './attempts.test-support';
import { deskTexts } from './desk-texts.test-support';

class DeskTexts implements TranslocoLoader {
  getTranslation(path: string): Observable<Translation> {
    return of(deskTexts[path] ?? {});
  }
}

/** What the API holds and what it was asked. Tests change the fields before a page asks. */
export class DeskApi {
  attempts: readonly LoginAttempt[] = [];
  blocks: readonly BlockedIp[] = [];
  allowed: readonly AllowedIp[] = [];
  locks: readonly LockedAccount[] = [];
  incidents: readonly Incident[] = [];
  metrics = metricsOf();
  ownAddress = '192.0.2.1';
  pageSize = 100;
  /** Routes that fail, by the end of their path or by method and path, with status and body. */
  readonly failing = new Map<string, { readonly status: number; readonly body: object }>();
  /** Further routes, by method and path, such as `GET /admin/roles`; what they give is the whole answer. */
  readonly routes = new Map<string, (call: { readonly params: URLSearchParams; readonly body: unknown }) => object>();
  /** What routes answer that give plain text, by the end of their path. */
  readonly texts = new Map<string, string>();
  readonly asked: {
    readonly method: string;
    readonly path: string;
    readonly params: URLSearchParams;
    readonly body: unknown;
  }[] = [];

  constructor(private readonly http: HttpTestingController) {}

  /** Answers what was asked until nothing more is asked. */
  async answer(): Promise<void> {
    for (let turn = 0; turn < 8; turn += 1) {
      await settle();
      const waiting = this.http.match(() => true);
      for (const request of waiting) this.reply(request);
    }
    await settle();
  }

  /** The calls of a route, by the end of its path. */
  of(path: string): readonly DeskApi['asked'][number][] {
    return this.asked.filter((call) => call.path.endsWith(path));
  }

  private reply(test: TestRequest): void {
    if (test.cancelled) return;
    const { request } = test;
    const path = request.url.replace('/api/v1', '');
    const params = new URLSearchParams(request.params.toString());
    this.asked.push({ method: request.method, path, params, body: request.body });
    const failing = [...this.failing].find(([end]) => `${request.method} ${path}`.endsWith(end))?.[1];
    const route = this.routes.get(`${request.method} ${path}`);
    if (failing) test.flush(failing.body, { status: failing.status, statusText: 'failed' });
    else if (request.responseType === 'text')
      test.flush(this.texts.get([...this.texts.keys()].find((end) => path.endsWith(end)) ?? '') ?? '');
    else if (route) test.flush(route({ params, body: request.body }));
    else test.flush(request.responseType === 'blob' ? new Blob(['csv']) : this.body(path, params));
  }

  private body(path: string, params: URLSearchParams): object {
    const answers: Readonly<Record<string, () => unknown>> = {
      '/monitoring/security-metrics': () => this.metrics,
      '/monitoring/timeline': () => timelineOf(params),
      '/monitoring/addresses/summary': () => summaryOf(),
      '/monitoring/accounts/summary': () => summaryOf(),
      '/monitoring/block-ip': () => blockOf('203.0.113.77/32', { source: 'manual' }),
      '/monitoring/unblock-ip': () => ({ range: '', stillBlockedBy: { count: 0, ranges: [] } }),
      '/admin/accounts/locked': () => this.locks,
      '/admin/accounts/end-sessions': () => ({ ended: 2 }),
      '/views': () => [],
      '/auth/me': () => ({
        user: userWith('admin'),
        sessionId: idOf(1),
        sessionExpiresAt: '2026-11-27T09:30:00Z',
        ipAddress: this.ownAddress,
      }),
      '/health/ready': () => readinessOf('up'),
    };
    if (path === '/monitoring/login-attempts') return this.page(this.attempts, params);
    if (path === '/monitoring/incidents') return this.page(this.incidents, params);
    if (path === '/monitoring/blocked-ips') return this.page(this.blocks.map(recordOf), params);
    if (path === '/monitoring/allowed-ips') return success(this.allowed);
    return success(answers[path]?.() ?? null);
  }

  private page(all: readonly { readonly id: string }[], params: URLSearchParams): object {
    const cursor = params.get('cursor');
    const first = cursor === null ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
    const data = all.slice(first, first + this.pageSize);
    const last = data.at(-1)?.id ?? null;
    const nextCursor = first + this.pageSize < all.length ? last : null;
    return { success: true, data, pagination: { nextCursor, limit: this.pageSize } };
  }
}

export interface Desk {
  readonly api: DeskApi;
  readonly auth: FakeAuth;
  readonly server: FakeServer;
  readonly socket: WebsocketService;
}

/** The app with its texts, an administrator, an API and a socket, all without a network. */
export async function setUpDesk(
  options: { locale?: Locale; role?: Role; without?: Permission; page?: Type<unknown>; path?: string } = {},
): Promise<Desk> {
  // jsdom cannot scroll.
  window.scrollBy = () => undefined;
  const auth = new FakeAuth();
  const admin = userWith(options.role ?? 'admin');
  auth.user.set({ ...admin, permissions: admin.permissions.filter((permission) => permission !== options.without) });
  const server = new FakeServer();
  const { http } = await setUpApp({
    locale: options.locale ?? 'en',
    routes: options.page ? [{ path: options.path ?? 'page', component: options.page }] : [],
    providers: [
      provideTranslocoLoader(DeskTexts),
      // Parts are shown here without the page that would bring their texts.
      provideTranslocoScope('desk'),
      { provide: AuthService, useValue: auth },
      { provide: SOCKET_OPENER, useValue: server.open },
    ],
  });
  const socket = TestBed.inject(WebsocketService);
  socket.joinMonitoring();
  await settle();
  return { api: new DeskApi(http), auth, server, socket };
}

/** Opens the page under `/page` with a query, such as `?outcome=failed`, and waits for its figures. */
export async function openPage(desk: Desk, query = ''): Promise<{ page: HTMLElement; harness: RouterTestingHarness }> {
  const harness = await RouterTestingHarness.create();
  const page = harness.fixture.nativeElement as HTMLElement;
  document.body.append(page);
  await harness.navigateByUrl(`/page${query}`);
  await desk.api.answer();
  return { page, harness };
}

export function blockOf(range: string, different: Partial<BlockedIp> = {}): BlockedIp {
  return {
    id: idOf(1),
    range,
    attempts: 5,
    reason: '5 failed sign-ins',
    source: 'auto',
    permanent: false,
    blockedUntil: new Date(Date.now() + 30 * 60_000).toISOString(),
    createdBy: null,
    createdAt: new Date().toISOString(),
    ...different,
  };
}

/** A block as the list shows it; one that is over says so itself. */
export function recordOf(block: BlockedIp & Partial<BlockRecord>): BlockRecord {
  return { hits: 0, lastHitAt: null, endedAt: null, ending: null, endedBy: null, ...block };
}

export function lockOf(email: string, different: Partial<LockedAccount> = {}): LockedAccount {
  const lockedUntil = new Date(Date.now() + 15 * 60_000).toISOString();
  return { email, source: 'auto', reason: '5 failed sign-ins', lockedUntil, ...different };
}

export function metricsOf(different: Partial<SecurityMetrics> = {}): SecurityMetrics {
  const card = (value: number, previous: number | null) => ({ value, previous, series: [1, 2, value] });
  return {
    generatedAt: new Date().toISOString(),
    signIns: card(1_284, 1_211),
    failedAttempts: card(3_917, 951),
    blockedAttempts: card(120, 100),
    blockedAddresses: { value: 27, previous: 8, series: [] },
    activeSessions: card(412, 425),
    lockedAccounts: { value: 2, previous: null, series: [] },
    openIncidents: { value: 1, previous: null, series: [] },
    peopleOnline: { value: 9, previous: null, series: [] },
    eventsPerSecond: 42,
    ...different,
  };
}

export function readinessOf(database: 'up' | 'down'): Readiness {
  const latencyMs = database === 'up' ? 1.4 : null;
  const message = database === 'up' ? null : 'The database does not answer.';
  return {
    status: database === 'up' ? 'ready' : 'unavailable',
    checks: [
      { name: 'database', status: database, latencyMs, message },
      { name: 'redis', status: 'not_configured', latencyMs: null, message: null },
    ],
  };
}

function summaryOf(): EntitySummary {
  return {
    total: 1_932,
    succeeded: 2,
    failed: 1_900,
    blocked: 30,
    distinct: 411,
    firstSeen: '2026-11-20T09:00:00Z',
    lastSeen: '2026-11-20T09:30:00Z',
    series: Array.from({ length: 48 }, (_, index) => index),
    top: [{ value: 'leo.brandt@example.org', count: 14 }],
  };
}

function timelineOf(params: URLSearchParams): Timeline {
  const [from, to] = [params.get('from') ?? '', params.get('to') ?? ''];
  const start = Math.floor(Date.parse(from) / 10_000) * 10_000;
  const buckets = Array.from({ length: Math.ceil((Date.parse(to) - start) / 10_000) }, (_, index) => ({
    start: new Date(start + index * 10_000).toISOString(),
    succeeded: 1,
    failed: 0,
    blocked: 0,
  }));
  return { from, to, bucketSeconds: 10, buckets };
}
