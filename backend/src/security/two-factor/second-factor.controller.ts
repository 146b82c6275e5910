import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import {
  type AddedAuthenticator,
  addedAuthenticatorSchema,
  type AddPasskeyRequest,
  addPasskeyRequestSchema,
  type Authenticator,
  authenticatorSchema,
  type BackupCodes,
  backupCodesSchema,
  type BeginTotpRequest,
  beginTotpRequestSchema,
  type ConfirmTotpRequest,
  confirmTotpRequestSchema,
  type PasskeyOptions,
  passkeyOptionsSchema,
  type RenameAuthenticatorRequest,
  renameAuthenticatorRequestSchema,
  type SecondFactorState,
  secondFactorStateSchema,
  type TotpEnrolment,
  totpEnrolmentSchema,
} from '@classy-book/contracts/second-factor';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission, RequireStepUp } from '../../common/http/route-access.decorator.js';
import { OwnSecondFactorService } from './own-second-factor.service.js';
import { PasskeyEnrolmentService } from './passkey-enrolment.service.js';
import { PasswordFirstGuard } from './password-first.guard.js';
import { TotpEnrolmentService } from './totp-enrolment.service.js';

/** A person's own second factors. Everything that changes them asks for a fresh proof. */
@ApiTags('Own second factor')
@Controller('account/second-factor')
@RequirePermission('account:self')
@UseGuards(PasswordFirstGuard)
export class SecondFactorController {
  constructor(
    private readonly own: OwnSecondFactorService,
    private readonly totp: TotpEnrolmentService,
    private readonly passkeys: PasskeyEnrolmentService,
  ) {}

  @Get()
  @ApiAnswer(200, 'What there is, in the order in which it came.', secondFactorStateSchema)
  async state(@CurrentSession() caller: SessionCaller): Promise<SecondFactorState> {
    return await this.own.state(caller);
  }

  @Post('totp')
  @RequireStepUp()
  @ApiAnswer(201, 'A seed for an authenticator app, shown once; nothing counts yet.', totpEnrolmentSchema)
  @ApiFailures('VALIDATION_FAILED', 'STEP_UP_REQUIRED', 'LIMIT_REACHED')
  async beginTotp(
    @Body({ schema: beginTotpRequestSchema }) request: BeginTotpRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<TotpEnrolment> {
    return await this.totp.begin(caller, request);
  }

  @Post('totp/confirm')
  @RequireStepUp()
  @RateLimit('second-factor')
  @ApiAnswer(201, 'Counts from now on; with the backup codes where it is the first factor.', addedAuthenticatorSchema)
  @ApiFailures('VALIDATION_FAILED', 'STEP_UP_REQUIRED', 'SECOND_FACTOR_INVALID', 'CHALLENGE_EXPIRED', 'LIMIT_REACHED')
  async confirmTotp(
    @Body({ schema: confirmTotpRequestSchema }) request: ConfirmTotpRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<AddedAuthenticator> {
    return await this.totp.confirm(caller, request);
  }

  @Post('passkeys/options')
  @HttpCode(200)
  @RequireStepUp()
  @ApiAnswer(200, 'What the browser needs to make a passkey.', passkeyOptionsSchema)
  @ApiFailures('STEP_UP_REQUIRED', 'LIMIT_REACHED')
  async passkeyOptions(@CurrentSession() caller: SessionCaller): Promise<PasskeyOptions> {
    return await this.passkeys.options(caller);
  }

  @Post('passkeys')
  @RequireStepUp()
  @RateLimit('second-factor')
  @ApiAnswer(201, 'Counts from now on; with the backup codes where it is the first factor.', addedAuthenticatorSchema)
  @ApiFailures('VALIDATION_FAILED', 'STEP_UP_REQUIRED', 'SECOND_FACTOR_INVALID', 'CHALLENGE_EXPIRED', 'CONFLICT')
  async addPasskey(
    @Body({ schema: addPasskeyRequestSchema }) request: AddPasskeyRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<AddedAuthenticator> {
    return await this.passkeys.add(caller, request);
  }

  @Patch('authenticators/:id')
  @RequireStepUp()
  @ApiAnswer(200, 'Renamed.', authenticatorSchema)
  @ApiFailures('VALIDATION_FAILED', 'STEP_UP_REQUIRED', 'NOT_FOUND')
  async rename(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: renameAuthenticatorRequestSchema }) { name }: RenameAuthenticatorRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<Authenticator> {
    return await this.own.rename(caller, id, name);
  }

  @Delete('authenticators/:id')
  @RequireStepUp()
  @ApiAnswer(200, 'Removed; the backup codes go with the last one.', null)
  @ApiFailures('VALIDATION_FAILED', 'STEP_UP_REQUIRED', 'NOT_FOUND', 'SECOND_FACTOR_NEEDED')
  async remove(
    @Param('id', { schema: objectIdSchema }) id: string,
    @CurrentSession() caller: SessionCaller,
  ): Promise<null> {
    await this.own.remove(caller, id);
    return null;
  }

  @Post('backup-codes')
  @RequireStepUp()
  @ApiAnswer(201, 'Ten new codes, shown once; the old ones are void.', backupCodesSchema)
  @ApiFailures('STEP_UP_REQUIRED', 'SECOND_FACTOR_NEEDED')
  async makeBackupCodes(@CurrentSession() caller: SessionCaller): Promise<BackupCodes> {
    return await this.own.makeBackupCodes(caller);
  }
}
