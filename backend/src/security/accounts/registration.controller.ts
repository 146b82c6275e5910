import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import {
  type AcceptInvitationRequest,
  acceptInvitationRequestSchema,
  type EmailRequest,
  emailRequestSchema,
  type InvitationPreview,
  invitationPreviewSchema,
  type RegisterRequest,
  registerRequestSchema,
  type SignInOptions,
  signInOptionsSchema,
  type TokenRequest,
  tokenRequestSchema,
} from '@classy-book/contracts/account';
import { ApiTags } from '@nestjs/swagger';
import type { Origin } from '../../common/events/actor.js';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { RequestOrigin } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { Public } from '../../common/http/route-access.decorator.js';
import { AccountOpeningService } from './account-opening.service.js';
import { InvitationsService } from './invitations.service.js';
import { RegistrationService } from './registration.service.js';
import { SignInOptionsService } from './sign-in-options.service.js';

/** Getting an account. */
@ApiTags('Registration')
@Controller('auth')
export class RegistrationController {
  constructor(
    private readonly signIn: SignInOptionsService,
    private readonly registration: RegistrationService,
    private readonly opening: AccountOpeningService,
    private readonly invitations: InvitationsService,
  ) {}

  @Public()
  @RateLimit('light')
  @Get('options')
  @ApiAnswer(200, 'What the sign-in pages may offer.', signInOptionsSchema)
  options(): SignInOptions {
    return this.signIn.options();
  }

  /** The answer does not tell whether the email has an account: a mail to it does. */
  @Public()
  @RateLimit('mail')
  @Post('register')
  @HttpCode(202)
  @ApiAnswer(202, 'A mail is on its way to the address.', null)
  @ApiFailures('VALIDATION_FAILED', 'WEAK_PASSWORD', 'REGISTRATION_CLOSED', 'RATE_LIMITED')
  async register(@Body({ schema: registerRequestSchema }) request: RegisterRequest): Promise<null> {
    this.signIn.requireOpenRegistration();
    await this.registration.register(request);
    return null;
  }

  @Public()
  @RateLimit('token')
  @Post('email/verify')
  @HttpCode(200)
  @ApiAnswer(200, 'The address is verified: its owner may sign in.', null)
  @ApiFailures('VALIDATION_FAILED', 'TOKEN_INVALID', 'RATE_LIMITED')
  async verify(
    @Body({ schema: tokenRequestSchema }) { token }: TokenRequest,
    @RequestOrigin() origin: Origin,
  ): Promise<null> {
    await this.opening.verify(token, origin);
    return null;
  }

  /** The answer does not tell whether anybody waits for that mail. */
  @Public()
  @RateLimit('mail')
  @Post('email/resend')
  @HttpCode(202)
  @ApiAnswer(202, 'If somebody registered with this address, a mail is on its way.', null)
  @ApiFailures('VALIDATION_FAILED', 'RATE_LIMITED')
  async resend(@Body({ schema: emailRequestSchema }) request: EmailRequest): Promise<null> {
    await this.registration.resend(request);
    return null;
  }

  @Public()
  @RateLimit('token')
  @Post('invitations/inspect')
  @HttpCode(200)
  @ApiAnswer(200, 'What the invitation is for.', invitationPreviewSchema)
  @ApiFailures('VALIDATION_FAILED', 'TOKEN_INVALID', 'RATE_LIMITED')
  async inspect(@Body({ schema: tokenRequestSchema }) { token }: TokenRequest): Promise<InvitationPreview> {
    return await this.invitations.inspect(token);
  }

  @Public()
  @RateLimit('token')
  @Post('invitations/accept')
  @HttpCode(201)
  @ApiAnswer(201, 'The account is made; its owner may sign in.', null)
  @ApiFailures('VALIDATION_FAILED', 'WEAK_PASSWORD', 'TOKEN_INVALID', 'CONFLICT', 'RATE_LIMITED')
  async accept(
    @Body({ schema: acceptInvitationRequestSchema }) request: AcceptInvitationRequest,
    @RequestOrigin() origin: Origin,
  ): Promise<null> {
    await this.invitations.accept(request, origin);
    return null;
  }
}
