import { Body, Controller, Get, Header, HttpCode, Patch, Post } from '@nestjs/common';
import {
  type ChangeEmailRequest,
  changeEmailRequestSchema,
  type ChangePasswordRequest,
  changePasswordRequestSchema,
  type UpdateProfileRequest,
  updateProfileRequestSchema,
} from '@classy-book/contracts/account';
import { type CurrentUser, currentUserSchema } from '@classy-book/contracts/auth';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission, RequireStepUp } from '../../common/http/route-access.decorator.js';
import { AccountExportService } from './account-export.service.js';
import { EmailChangeService } from './email-change.service.js';
import { OwnPasswordService } from './own-password.service.js';
import { ProfileService } from './profile.service.js';

/** One's own account. */
@ApiTags('Own account')
@RequirePermission('account:self')
@Controller('account')
export class OwnAccountController {
  constructor(
    private readonly profiles: ProfileService,
    private readonly passwords: OwnPasswordService,
    private readonly emails: EmailChangeService,
    private readonly exports: AccountExportService,
  ) {}

  @Patch('profile')
  @ApiAnswer(200, 'The person as they are now.', currentUserSchema)
  @ApiFailures('VALIDATION_FAILED')
  async update(
    @Body({ schema: updateProfileRequestSchema }) request: UpdateProfileRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<CurrentUser> {
    return await this.profiles.update(request, caller);
  }

  @Post('password')
  @HttpCode(200)
  @RequireStepUp()
  @RateLimit('token')
  @ApiAnswer(200, 'Changed; the other sessions are over.', null)
  @ApiFailures(
    'VALIDATION_FAILED',
    'INVALID_CREDENTIALS',
    'WEAK_PASSWORD',
    'ACCOUNT_LOCKED',
    'CONFLICT',
    'STEP_UP_REQUIRED',
  )
  async changePassword(
    @Body({ schema: changePasswordRequestSchema }) request: ChangePasswordRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<null> {
    await this.passwords.change(request, caller);
    return null;
  }

  /** The change is made when the link in the mail to the new address is followed. */
  @Post('email')
  @HttpCode(202)
  @RequireStepUp()
  @RateLimit('mail')
  @ApiAnswer(202, 'A mail is on its way to the new address.', null)
  @ApiFailures('VALIDATION_FAILED', 'STEP_UP_REQUIRED', 'RATE_LIMITED')
  async changeEmail(
    @Body({ schema: changeEmailRequestSchema }) { email }: ChangeEmailRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<null> {
    await this.emails.request(email, caller);
    return null;
  }

  @Get('export')
  @RequireStepUp()
  @RateLimit('export')
  @Header('Content-Disposition', 'attachment; filename="classy-book-account.json"')
  @Header('Cache-Control', 'no-store')
  @ApiAnswer(200, 'Everything that is kept of the person.', z.record(z.string(), z.unknown()))
  @ApiFailures('STEP_UP_REQUIRED', 'RATE_LIMITED')
  async export(@CurrentSession() caller: SessionCaller): Promise<Readonly<Record<string, unknown>>> {
    return await this.exports.collect(caller);
  }
}
