import type { Locale } from '@classy-book/contracts/account';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { randomToken, tokenHash } from '../../common/crypto/keys.js';
import type { Acting } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { CourseInvitationChanged } from '../../common/events/learning-events.js';
import { AppError } from '../../common/response/app-error.js';
import { fullNameOf } from '../../common/text/full-name.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { EmailPort } from '../../messaging/email/email.port.js';
import { type Account, UsersService } from '../../security/users/users.service.js';
import type { CourseRecord } from '../courses/courses.port.js';
import { CourseInvitationRepository } from './course-invitation.repository.js';
import type { CourseInvitationDocument } from './course-invitation.schema.js';

const DAY_MS = 86_400_000;
const LIFE_DAYS = 30;
const KEPT_DAYS = 60;

/** Who invites, as the mail says it. */
export interface Inviter extends Acting {
  readonly userId: string;
  readonly name: string;
  readonly locale: Locale;
}

/** One invitation that is to be mailed. `account` is that of the address, where there is one. */
export interface InvitationLetter extends Pick<
  CourseInvitationDocument,
  'email' | 'source' | 'accessEndsAt' | 'importId'
> {
  readonly account: Account | null;
  readonly message: string;
}

/** Writes invitations and mails them. */
@Injectable()
export class InvitationLettersService {
  constructor(
    private readonly invitations: CourseInvitationRepository,
    private readonly email: EmailPort,
    private readonly users: UsersService,
    private readonly events: EventBus,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** What the mails say of whoever acts. */
  async inviterOf({ actor, origin }: Acting): Promise<Inviter> {
    const account = actor.kind === 'user' ? await this.users.findById(actor.userId) : null;
    const name = account === null ? '' : fullNameOf(account.profile);
    return { userId: account?.id ?? '', name, locale: account?.profile.locale ?? 'en', actor, origin };
  }

  /**
   * Opens an invitation and puts its mail into the queue; `failed` where too many mails wait. An address that is invited already
   * gets a new link when somebody invites it by hand, and nothing when it stands in an import.
   */
  async send(
    course: Pick<CourseRecord, 'id' | 'title'>,
    { email, account, message, ...rest }: InvitationLetter,
    inviter: Inviter,
  ): Promise<{ readonly id: string; readonly result: 'invited' | 'invited_again' | 'failed' }> {
    const token = randomToken();
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + LIFE_DAYS * DAY_MS);
    const byHand = rest.importId === null;
    const invitation = {
      ...{ courseId: course.id, email, tokenHash: tokenHash(token), ...rest, createdAt, expiresAt },
      ...{ invitedById: inviter.userId, invitedBy: inviter.name },
      purgeAt: new Date(expiresAt.getTime() + KEPT_DAYS * DAY_MS),
    };
    const { id, isNew } = await this.invitations.open(invitation, byHand);
    if (!isNew && !byHand) return { id, result: 'invited_again' };
    const link = `${this.config.server.publicUrl}/join/${token}`;
    const data = { invitedBy: inviter.name, course: course.title, message, link, expiresAt };
    try {
      const locale = account?.profile.locale ?? inviter.locale;
      await this.email.send({ to: email, locale, template: 'course-invitation', data });
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'SERVICE_UNAVAILABLE')) throw error;
      // nobody has the link: the address can be invited again
      await this.invitations.withdraw(course.id, id);
      return { id, result: 'failed' };
    }
    // an import is on record as a whole
    if (byHand) await this.tell('invited', course, { id, email }, inviter);
    return { id, result: isNew ? 'invited' : 'invited_again' };
  }

  /** Puts on record what became of an invitation. */
  async tell(
    change: CourseInvitationChanged['change'],
    course: Pick<CourseRecord, 'id' | 'title'>,
    { id, email }: { readonly id: string; readonly email: string },
    { actor, origin }: Acting,
  ): Promise<void> {
    await this.events.publish('course-invitation.changed', {
      ...{ change, courseId: course.id, course: course.title, invitationId: id, facts: { email }, actor, origin },
    });
  }
}
