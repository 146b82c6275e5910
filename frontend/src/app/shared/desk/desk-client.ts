import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import {
  endedSessionsSchema,
  lockedAccountSchema,
  type LockAccountRequest,
  type LockedAccount,
} from '@classy-book/contracts/accounts';
import { timelineSchema, type Timeline } from '@classy-book/contracts/attempts';
import { meSchema } from '@classy-book/contracts/auth';
import {
  addressCheckSchema,
  blockedIpSchema,
  unblockAnswerSchema,
  type AddressCheck,
  type BlockIpRequestInput,
  type BlockedIp,
  type UnblockAnswer,
} from '@classy-book/contracts/blocking';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import { incidentSchema, type Incident, type ReportIncidentRequestInput } from '@classy-book/contracts/incidents';
import { securityMetricsSchema, type SecurityMetrics } from '@classy-book/contracts/metrics';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../core/services/api';
import { QUIET } from '../../core/services/http-context';
import { openStates } from './open-incidents';

/** Whoever calls here says themselves what went wrong. */
const quiet = () => new HttpContext().set(QUIET, true);

/** The calls that several pages of the desk share. They reject with what Angular's client throws. */
@Service()
export class DeskClient {
  private readonly http = inject(HttpClient);

  /** The figures, fetched again whenever `wanted` gives another number. */
  metrics(wanted: () => number | undefined): HttpResourceRef<SecurityMetrics | undefined> {
    return httpResource(
      () => (wanted() === undefined ? undefined : { url: apiUrl('/monitoring/security-metrics'), context: quiet() }),
      { parse: (raw) => successOf(securityMetricsSchema).parse(raw).data },
    );
  }

  /** Attempts over time, asked for whenever the query changes. */
  timeline(query: () => Readonly<Record<string, string>>): HttpResourceRef<Timeline | undefined> {
    return httpResource(() => ({ url: apiUrl('/monitoring/timeline'), params: query(), context: quiet() }), {
      parse: (raw) => successOf(timelineSchema).parse(raw).data,
    });
  }

  /** The newest blocks in force, at most a hundred; `address` keeps the ranges that hold it. */
  async activeBlocks(address?: string): Promise<readonly BlockedIp[]> {
    const params = { state: 'active', limit: 100, ...(address === undefined ? {} : { address }) };
    const raw = await firstValueFrom(this.http.get(apiUrl('/monitoring/blocked-ips'), { params, context: quiet() }));
    return pageOf(blockedIpSchema).parse(raw).data;
  }

  /** The most severe incidents that are not closed, at most a hundred; those of one account or address where one is given. */
  async openIncidents(about: { account?: string; address?: string } = {}): Promise<readonly Incident[]> {
    const params = { ...about, state: openStates.join(','), sort: '-severity', limit: 100 };
    const raw = await firstValueFrom(this.http.get(apiUrl('/monitoring/incidents'), { params, context: quiet() }));
    return pageOf(incidentSchema).parse(raw).data;
  }

  async reportIncident(request: ReportIncidentRequestInput): Promise<Incident> {
    return successOf(incidentSchema).parse(await this.post('/monitoring/incidents', request)).data;
  }

  async lockedAccounts(): Promise<readonly LockedAccount[]> {
    const raw = await firstValueFrom(this.http.get(apiUrl('/admin/accounts/locked'), { context: quiet() }));
    return successOf(z.array(lockedAccountSchema)).parse(raw).data;
  }

  /** The address under which the server sees this client. */
  async ownAddress(): Promise<string> {
    const raw = await firstValueFrom(this.http.get(apiUrl('/auth/me'), { context: quiet() }));
    return successOf(meSchema).parse(raw).data.ipAddress;
  }

  /** 409 SELF_BLOCK where the range holds the caller's own address and the request does not say that they know. */
  async block(request: BlockIpRequestInput): Promise<BlockedIp> {
    return successOf(blockedIpSchema).parse(await this.post('/monitoring/block-ip', request)).data;
  }

  /** 404 NOT_BLOCKED, 409 COVERED_BY_RANGE where a wider range holds the address. */
  async unblock(address: string): Promise<UnblockAnswer> {
    return successOf(unblockAnswerSchema).parse(await this.post('/monitoring/unblock-ip', { address })).data;
  }

  /** Who is let in from an address or all of a range, why, and what blocking it would mean. */
  async checkAddress(address: string): Promise<AddressCheck> {
    const options = { params: { address }, context: quiet() };
    const raw = await firstValueFrom(this.http.get(apiUrl('/monitoring/blocked-ips/check'), options));
    return successOf(addressCheckSchema).parse(raw).data;
  }

  async lock(request: LockAccountRequest): Promise<void> {
    await this.post('/admin/accounts/lock', request);
  }

  async unlock(email: string): Promise<void> {
    await this.post('/admin/accounts/unlock', { email });
  }

  /** How many sessions were ended. */
  async endSessions(email: string): Promise<number> {
    return successOf(endedSessionsSchema).parse(await this.post('/admin/accounts/end-sessions', { email })).data.ended;
  }

  private post(path: `/${string}`, body: unknown): Promise<unknown> {
    return firstValueFrom(this.http.post<unknown>(apiUrl(path), body, { context: quiet() }));
  }
}
