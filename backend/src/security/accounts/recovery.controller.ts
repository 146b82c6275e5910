import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  type EmailRequest,
  emailRequestSchema,
  type ResetPasswordRequest,
  resetPasswordRequestSchema,
  type TokenRequest,
  tokenRequestSchema,
} from '@classy-book/contracts/account';
import { ApiTags } from '@nestjs/swagger';
import type { Origin } from '../../common/events/actor.js';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { RequestOrigin } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { Public } from '../../common/http/route-access.decorator.js';
import { EmailChangeLinksService } from './email-change-links.service.js';
import { PasswordRecoveryService } from './password-recovery.service.js';

/** What links in mails do to an account: set a password, confirm or undo an email, disown a sign-in. */
@ApiTags('Recovery')
@Controller('auth')
export class RecoveryController {
  constructor(
    private readonly recovery: PasswordRecoveryService,
    private readonly emailLinks: EmailChangeLinksService,
  ) {}

  /** The answer does not tell whether the email has an account. */
  @Public()
  @RateLimit('mail')
  @Post('password/forgot')
  @HttpCode(202)
  @ApiAnswer(202, 'If the address has an account, a mail with a link is on its way.', null)
  @ApiFailures('VALIDATION_FAILED', 'RATE_LIMITED')
  async forgot(
    @Body({ schema: emailRequestSchema }) request: EmailRequest,
    @RequestOrigin() origin: Origin,
  ): Promise<null> {
    await this.recovery.remind(request, origin);
    return null;
  }

  /** Every session of the account ends; a second factor stays. */
  @Public()
  @RateLimit('token')
  @Post('password/reset')
  @HttpCode(200)
  @ApiAnswer(200, 'The new password holds.', null)
  @ApiFailures('VALIDATION_FAILED', 'WEAK_PASSWORD', 'TOKEN_INVALID', 'RATE_LIMITED')
  async reset(
    @Body({ schema: resetPasswordRequestSchema }) request: ResetPasswordRequest,
    @RequestOrigin() origin: Origin,
  ): Promise<null> {
    await this.recovery.reset(request, origin);
    return null;
  }

  /** "This was not me": every session of the account ends, and a new password must be set with the link in a mail. */
  @Public()
  @RateLimit('token')
  @Post('disown')
  @HttpCode(200)
  @ApiAnswer(200, 'Every session is over; a mail with a link to set a new password is on its way.', null)
  @ApiFailures('VALIDATION_FAILED', 'TOKEN_INVALID', 'RATE_LIMITED')
  async disown(
    @Body({ schema: tokenRequestSchema }) { token }: TokenRequest,
    @RequestOrigin() origin: Origin,
  ): Promise<null> {
    await this.recovery.disown(token, origin);
    return null;
  }

  /** The link in the mail to a new address. */
  @Public()
  @RateLimit('token')
  @Post('email/confirm')
  @HttpCode(200)
  @ApiAnswer(200, 'The account has its new email.', null)
  @ApiFailures('VALIDATION_FAILED', 'TOKEN_INVALID', 'CONFLICT', 'RATE_LIMITED')
  async confirm(
    @Body({ schema: tokenRequestSchema }) { token }: TokenRequest,
    @RequestOrigin() origin: Origin,
  ): Promise<null> {
    await this.emailLinks.confirm(token, origin);
    return null;
  }

  /** The link in the mail to the old address. */
  @Public()
  @RateLimit('token')
  @Post('email/undo')
  @HttpCode(200)
  @ApiAnswer(200, 'The account has its old email; every session is over, and a new password must be set.', null)
  @ApiFailures('VALIDATION_FAILED', 'TOKEN_INVALID', 'CONFLICT', 'RATE_LIMITED')
  async undo(
    @Body({ schema: tokenRequestSchema }) { token }: TokenRequest,
    @RequestOrigin() origin: Origin,
  ): Promise<null> {
    await this.emailLinks.undo(token, origin);
    return null;
  }
}
