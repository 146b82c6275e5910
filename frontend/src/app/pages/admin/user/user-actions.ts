import { Service, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { LockKind, UpdateUserRequest, UserDetail, UserSession } from '@classy-book/contracts/users';
import type { Question } from '../../../shared/components/confirm-dialog/confirm-dialog';
import { PeopleTasks } from '../../../shared/people/people-tasks';
import { RoleDirectory } from '../../../shared/people/role-directory';
import { Texts } from '../../../shared/texts/texts';
import { UserClient } from './user-client';
import { UserStore } from './user-store';

/** What can be done to the person whose page is open: asked first, then done, then told. Nothing here throws. */
@Service({ autoProvided: false })
export class UserActions {
  private readonly client = inject(UserClient);
  private readonly roles = inject(RoleDirectory);
  private readonly router = inject(Router);
  private readonly store = inject(UserStore);
  private readonly tasks = inject(PeopleTasks);
  private readonly texts = inject(Texts);
  private readonly count = signal(0);

  /** Grows with everything that was done here, for lists that must be read again. */
  readonly changes = this.count.asReadonly();

  async rename(user: UserDetail, names: UpdateUserRequest): Promise<boolean> {
    return this.run(() => this.client.update(user.id, names), 'renamed', user);
  }

  async removeAvatar(user: UserDetail): Promise<void> {
    const sure = await this.tasks.confirm(this.question('removeAvatar', user, 2));
    if (sure) await this.run(() => this.client.removeAvatar(user.id), 'avatarRemoved', user);
  }

  async lock(user: UserDetail): Promise<void> {
    const request = await this.tasks.askLock({ email: user.email, reason: '' });
    if (request === undefined) return;
    const { reason, durationMinutes } = request;
    const undo = (): void => {
      void this.run(() => this.client.unlock(user.id, { kind: 'manual' }), 'unlocked', user);
    };
    const done = await this.tasks.run(
      () => this.client.lock(user.id, { reason, durationMinutes }),
      () => ({
        message: this.texts.of('desk.lock.done', { email: user.email }),
        action: { label: this.texts.of('desk.undo'), run: undo },
      }),
    );
    if (done) this.changed();
  }

  /** Lifts one kind of lock, or every kind. */
  async unlock(user: UserDetail, kind?: LockKind): Promise<void> {
    await this.run(() => this.client.unlock(user.id, kind === undefined ? {} : { kind }), 'unlocked', user);
  }

  async endSessions(user: UserDetail): Promise<void> {
    const email = user.email;
    const sure = await this.tasks.confirm({
      heading: this.texts.of('desk.sessions.heading'),
      points: [this.texts.of('desk.sessions.effect', { email }), this.texts.of('desk.sessions.noUndo')],
      confirm: this.texts.of('desk.sessions.submit'),
      danger: true,
    });
    if (!sure) return;
    const done = await this.tasks.run(
      () => this.client.endSessions(user.id),
      (ended) => ({ message: this.texts.plural('desk.sessions.done', ended, { email }) }),
    );
    if (done) this.changed();
  }

  async endSession(user: UserDetail, session: UserSession): Promise<void> {
    const device = session.device.label;
    const sure = await this.tasks.confirm({
      heading: this.texts.of('users.session.end.heading'),
      points: [this.texts.of('users.session.end.effect', { device }), this.texts.of('desk.sessions.noUndo')],
      confirm: this.texts.of('users.session.end.submit'),
      danger: true,
    });
    if (sure) await this.run(() => this.client.endSession(user.id, session.id), 'sessionEnded', user);
  }

  async changeRole(user: UserDetail): Promise<void> {
    const role = await this.tasks.askRole({
      heading: this.texts.of('users.role.heading', { email: user.email }),
      points: ['permissions', 'sessions', 'audit'].map((point) => this.texts.of(`users.role.point.${point}`)),
      roles: this.roles.list(),
      current: user.role,
    });
    if (role === undefined) return;
    const done = await this.tasks.run(
      () => this.client.changeRole(user.id, { role }),
      () => ({
        message: this.texts.of('users.done.roleChanged', { email: user.email, role: this.roles.nameOf(role) }),
      }),
    );
    if (done) this.changed();
  }

  async resetFactors(user: UserDetail): Promise<void> {
    const reason = await this.tasks.askReason(this.question('resetFactors', user, 3));
    if (reason !== undefined) {
      await this.run(() => this.client.resetFactors(user.id, { reason }), 'factorsReset', user);
    }
  }

  async deactivate(user: UserDetail): Promise<void> {
    const reason = await this.tasks.askReason(this.question('deactivate', user, 2));
    if (reason !== undefined) await this.run(() => this.client.deactivate(user.id, { reason }), 'deactivated', user);
  }

  async activate(user: UserDetail): Promise<void> {
    const reason = await this.tasks.askReason({ ...this.question('activate', user, 1), danger: false });
    if (reason !== undefined) await this.run(() => this.client.activate(user.id, { reason }), 'activated', user);
  }

  async remove(user: UserDetail): Promise<void> {
    const reason = await this.tasks.askReason(this.question('delete', user, 3));
    if (reason === undefined) return;
    const done = await this.tasks.run(
      () => this.client.remove(user.id, { reason }),
      () => ({ message: this.texts.of('users.done.deleted', { email: user.email }) }),
    );
    if (done) void this.router.navigateByUrl('/admin/users');
  }

  private question(name: string, user: UserDetail, points: number): Question {
    const key = `users.ask.${name}`;
    return {
      heading: this.texts.of(`${key}.heading`, { email: user.email }),
      points: Array.from({ length: points }, (_, index) =>
        this.texts.of(`${key}.point${String(index + 1)}`, { email: user.email }),
      ),
      confirm: this.texts.of(`${key}.submit`),
      danger: true,
    };
  }

  private async run(call: () => Promise<void>, told: string, { email }: UserDetail): Promise<boolean> {
    const done = await this.tasks.run(call, () => ({ message: this.texts.of(`users.done.${told}`, { email }) }));
    if (done) this.changed();
    return done;
  }

  private changed(): void {
    this.count.update((count) => count + 1);
    this.store.reload();
  }
}
