import { Module } from '@nestjs/common';
import { CommonPasswordsService } from './common-passwords.service.js';
import { PasswordPolicyService } from './password-policy.service.js';
import { PasswordRangeService } from './password-range.service.js';

@Module({
  providers: [CommonPasswordsService, PasswordRangeService, PasswordPolicyService],
  exports: [CommonPasswordsService, PasswordPolicyService],
})
export class PasswordPolicyModule {}
