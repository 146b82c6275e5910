import type { ComponentType } from '@angular/cdk/overlay';
import { Service, computed, inject, signal } from '@angular/core';
import type { LockAccountRequest, LockedAccount } from '@classy-book/contracts/accounts';
import type { BlockIpRequestInput, BlockedIp } from '@classy-book/contracts/blocking';
import { firstValueFrom } from 'rxjs';
import { toApiFailure, type ApiFailure } from '../../core/services/api';
import { AuthService } from '../../core/services/auth';
import { DialogService } from '../../core/services/dialogs';
import { ToastService, type ToastAction } from '../../core/services/toasts';
import { WebsocketService } from '../../core/services/websocket';
import { parseRange, shownRange, sizeOf } from '../components/address/cidr';
import { BlockDialog, type BlockDialogData } from '../components/block-dialog/block-dialog';
import { minutesLeft } from '../components/block-dialog/durations';
import { ConfirmDialog, type Question } from '../components/confirm-dialog/confirm-dialog';
import { LockDialog, type LockDialogData } from '../components/lock-dialog/lock-dialog';
import { Texts } from '../texts/texts';
import { DeskClient } from './desk-client';

/** What the administrator may do; the server checks again. */
export interface Allowed {
  readonly block: boolean;
  readonly lock: boolean;
  readonly endSessions: boolean;
  /** Whether they may look at people. */
  readonly people: boolean;
}

export interface BlockTarget {
  /** Null lets the address be typed. */
  readonly address: string | null;
  /** A range around the address that is chosen at first. */
  readonly range?: string;
  readonly reason: string;
}

/**
 * What an administrator can do against an attack, on every page of the desk in the same way: it is said what will
 * happen, then done, then told, with a way back where there is one. Nothing here throws. Each answers true where
 * something was changed.
 */
@Service()
export class DeskActions {
  private readonly auth = inject(AuthService);
  private readonly client = inject(DeskClient);
  private readonly dialogs = inject(DialogService);
  private readonly socket = inject(WebsocketService);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(ToastService);
  private readonly changeCount = signal(0);

  /** Grows with everything that was changed here, for lists that are not told by the live events. */
  readonly changes = this.changeCount.asReadonly();
  readonly allowed = computed<Allowed>(() => ({
    block: this.auth.has('monitoring:block'),
    lock: this.auth.has('users:lock'),
    endSessions: this.auth.has('sessions:revoke'),
    people: this.auth.has('users:read'),
  }));

  async block(target: BlockTarget): Promise<boolean> {
    // Without it the dialog cannot warn; the server then refuses a block of oneself and asks.
    const ownAddress = await this.client.ownAddress().catch(() => null);
    const { address, reason, range = null } = target;
    const check = (wanted: string) => this.client.checkAddress(wanted).catch(() => null);
    const data: BlockDialogData = { address, range, reason, ownAddress, check };
    const request = await this.ask<BlockIpRequestInput>(BlockDialog, data);
    return request !== undefined && this.sendBlock(request);
  }

  /** Lifts a block. A range that holds more than one address is asked about first. */
  async unblock(block: BlockedIp): Promise<boolean> {
    const range = parseRange(block.range);
    const wide = range !== null && sizeOf(range) > 1n;
    if (wide && !(await this.confirm(this.unblockQuestion(block.range)))) return false;
    let wider: string | undefined;
    const done = await this.attempt(async () => {
      wider = (await this.client.unblock(block.range)).stillBlockedBy.ranges[0];
    });
    if (done) {
      const values = { range: shownRange(block.range), wider: shownRange(wider ?? '') };
      const key = wider === undefined ? 'desk.unblock.done' : 'desk.unblock.still';
      this.tell(key, values, () => void this.sendBlock(this.again(block)));
    }
    return done;
  }

  /** Gives a block a later end, counted from now. */
  extend(block: BlockedIp, durationMinutes: number): Promise<boolean> {
    return this.sendBlock({ address: block.range, reason: block.reason, durationMinutes });
  }

  async lock(email: string, reason: string): Promise<boolean> {
    const data: LockDialogData = { email, reason };
    const request = await this.ask<LockAccountRequest>(LockDialog, data);
    return request !== undefined && this.sendLock(request);
  }

  async unlock(lock: LockedAccount): Promise<boolean> {
    const done = await this.attempt(() => this.client.unlock(lock.email));
    if (done) this.tell('desk.unlock.done', { email: lock.email }, () => void this.sendLock(this.lockAgain(lock)));
    return done;
  }

  async endSessions(email: string): Promise<boolean> {
    const sure = await this.confirm({
      heading: this.texts.of('desk.sessions.heading'),
      points: [this.texts.of('desk.sessions.effect', { email }), this.texts.of('desk.sessions.noUndo')],
      confirm: this.texts.of('desk.sessions.submit'),
      danger: true,
    });
    if (!sure) return false;
    return this.attempt(async () => {
      const ended = await this.client.endSessions(email);
      this.toasts.show({ kind: 'ok', message: this.texts.plural('desk.sessions.done', ended, { email }) });
    });
  }

  private async sendBlock(request: BlockIpRequestInput): Promise<boolean> {
    try {
      const block = await this.client.block(request);
      this.changed();
      this.tell('desk.block.done', { range: shownRange(block.range) }, () => void this.undoBlock(block));
      return true;
    } catch (error) {
      const failure = toApiFailure(error);
      if (failure.code !== 'SELF_BLOCK' || request.confirmSelf === true) return this.failed(failure);
      const sure = await this.confirm({
        heading: this.texts.of('desk.selfBlock.heading'),
        points: this.whoseAddresses(failure, request.address),
        confirm: this.texts.of('desk.selfBlock.submit'),
        danger: true,
      });
      return sure && this.sendBlock({ ...request, confirmSelf: true });
    }
  }

  private async undoBlock(block: BlockedIp): Promise<void> {
    if (await this.attempt(() => this.client.unblock(block.range))) {
      this.toasts.show({ kind: 'ok', message: this.texts.of('desk.unblock.done', { range: shownRange(block.range) }) });
    }
  }

  private async sendLock(request: LockAccountRequest): Promise<boolean> {
    const done = await this.attempt(() => this.client.lock(request));
    const undo = () => void this.attempt(() => this.client.unlock(request.email));
    if (done) this.tell('desk.lock.done', { email: request.email }, undo);
    return done;
  }

  private whoseAddresses(failure: ApiFailure, address: string): string[] {
    const named = ['self', 'server'].filter((owner) => failure.details.some(({ path }) => path === owner));
    const owners = named.length === 0 ? ['self'] : named;
    return owners.map((owner) => this.texts.of(`desk.selfBlock.${owner}`, { range: shownRange(address) }));
  }

  /** The same block again, for as long as it would still have lasted. */
  private again(block: BlockedIp): BlockIpRequestInput {
    const minutes = block.permanent ? null : minutesLeft(block.blockedUntil, this.socket.serverNow());
    const length = minutes === null ? ({ permanent: true } as const) : { durationMinutes: minutes };
    return { address: block.range, reason: block.reason, ...length };
  }

  private lockAgain(lock: LockedAccount): LockAccountRequest {
    const durationMinutes = minutesLeft(lock.lockedUntil, this.socket.serverNow()) ?? 1;
    return { email: lock.email, reason: lock.reason, durationMinutes };
  }

  private unblockQuestion(range: string): Question {
    return {
      heading: this.texts.of('desk.unblock.heading'),
      points: [this.texts.of('desk.unblock.effect', { range })],
      confirm: this.texts.of('desk.unblock.submit'),
      danger: false,
    };
  }

  private async confirm(question: Question): Promise<boolean> {
    return (await this.ask<boolean>(ConfirmDialog, question)) === true;
  }

  private ask<R>(component: ComponentType<unknown>, data: unknown): Promise<R | undefined> {
    return firstValueFrom(this.dialogs.open<R>(component, { data, width: '480px' }).closed);
  }

  private changed(): void {
    this.changeCount.update((count) => count + 1);
  }

  private tell(key: string, values: Record<string, string>, undo: () => void): void {
    const action: ToastAction = { label: this.texts.of('desk.undo'), run: undo };
    this.toasts.show({ kind: 'ok', message: this.texts.of(key, values), action });
  }

  private async attempt(call: () => Promise<unknown>): Promise<boolean> {
    try {
      await call();
      this.changed();
      return true;
    } catch (error) {
      return this.failed(toApiFailure(error));
    }
  }

  private failed(failure: ApiFailure): false {
    this.toasts.showFailure(failure);
    return false;
  }
}
