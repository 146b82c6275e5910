import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { tokenHash } from '../../common/crypto/keys.js';
import { AppError } from '../../common/response/app-error.js';
import type { Account } from '../../security/users/users.service.js';
import { CourseCodeRepository } from './course-code.repository.js';
import type { CourseCodeDocument } from './course-code.schema.js';
import { CourseInvitationRepository } from './course-invitation.repository.js';
import type { CourseInvitationDocument } from './course-invitation.schema.js';

/** What a reference leads to. */
export type Opening = { readonly courseId: string; readonly isOpen: boolean } & (
  | { readonly kind: 'invitation'; readonly invitation: CourseInvitationDocument }
  | { readonly kind: 'code'; readonly code: CourseCodeDocument; readonly isFull: boolean }
);

const TOKEN = /^[\w-]{43}$/;
const ID = /^[0-9a-f]{24}$/;

/** Finds out what a link or a typed code stands for. */
@Injectable()
export class JoinReferencesService {
  constructor(
    private readonly invitations: CourseInvitationRepository,
    private readonly codes: CourseCodeRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads the token of a mailed invitation, the id of one (which counts for nobody but the verified owner of its address), or
   * a code as it was typed.
   * @throws AppError TOKEN_INVALID, the same for what never was and for what is over
   */
  async find(reference: string, person: Account): Promise<Opening> {
    if (TOKEN.test(reference))
      return this.ofInvitation(await this.invitations.findByToken(tokenHash(reference)), person);
    if (ID.test(reference)) {
      const invitation = await this.invitations.findById(reference);
      const isTheirs = invitation?.email === person.email && person.emailVerified;
      return this.ofInvitation(isTheirs ? invitation : null, person);
    }
    const code = await this.codes.find(reference.replace(/[\s-]/g, '').toUpperCase());
    if (code === null) throw nothing();
    const { courseId, endedAt, endsAt, left } = code;
    const hasEnded = endedAt !== null || (endsAt !== null && endsAt <= this.clock.now());
    return { kind: 'code', courseId, code, isOpen: !hasEnded && left > 0, isFull: !hasEnded && left <= 0 };
  }

  private ofInvitation(invitation: CourseInvitationDocument | null, person: Account): Opening {
    if (invitation === null || invitation.state === 'withdrawn') throw nothing();
    const isOpen = invitation.state === 'open' && invitation.expiresAt > this.clock.now();
    // what was used or is over is told of to nobody else
    if (!isOpen && invitation.email !== person.email) throw nothing();
    return { kind: 'invitation', courseId: invitation.courseId, invitation, isOpen };
  }
}

function nothing(): AppError {
  return new AppError(
    'TOKEN_INVALID',
    'This invitation or code opens nothing. Check it, or ask your teacher for a new one.',
  );
}
