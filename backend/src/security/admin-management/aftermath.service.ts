import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SessionEndReason } from '@classy-book/contracts/realtime';
import type { Acting } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { UserDirectoryService } from '../users/user-directory.service.js';
import { InvitationsService } from './invitations.service.js';

/** What follows when somebody's standing has changed: no access of the time before outlives it. */
@Injectable()
export class AftermathService implements OnModuleInit {
  constructor(
    private readonly sessions: SessionsService,
    private readonly directory: UserDirectoryService,
    private readonly invitations: InvitationsService,
    private readonly events: EventBus,
  ) {}

  /** Who leaves of their own accord leaves no invitations behind either. */
  onModuleInit(): void {
    this.events.observe('account.changed', async ({ change, actor, origin }) => {
      if (change === 'deactivated' || change === 'deleted') await this.invitations.withdrawStale({ actor, origin });
    });
  }

  /** Ends a person's sessions, and the invitations that they could not send any more. */
  async settle(userId: string, reason: SessionEndReason, by: Acting): Promise<void> {
    await this.sessions.endAll(userId, reason, by.actor, by.origin);
    await this.invitations.withdrawStale(by);
  }

  /** Ends the sessions of everybody who has a role. */
  async endSessionsOf(role: string, by: Acting): Promise<void> {
    for await (const ids of this.directory.idsWithRole(role)) {
      // most of them are not signed in
      const signedIn = [...(await this.sessions.countLivingOf(ids)).keys()];
      for (const id of signedIn) await this.sessions.endAll(id, 'role_changed', by.actor, by.origin);
    }
  }

  /** Ends the invitations that their senders could not send any more. */
  async withdrawStaleInvitations(by: Acting): Promise<void> {
    await this.invitations.withdrawStale(by);
  }

  /** How many people are invited to a role. */
  async countInvitationsTo(role: string): Promise<number> {
    return await this.invitations.countFor(role);
  }
}
