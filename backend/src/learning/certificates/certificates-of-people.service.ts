import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../common/events/event-bus.js';
import { AccountExportService } from '../../security/accounts/account-export.service.js';
import { showCode } from './certificate-codes.js';
import { CertificateRepository } from './certificate.repository.js';

/** Certificates belong to a person: they are in the file with everything that is kept of them, and go with the account. */
@Injectable()
export class CertificatesOfPeopleService implements OnModuleInit {
  constructor(
    private readonly certificates: CertificateRepository,
    private readonly exports: AccountExportService,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.exports.contribute('certificates', async ({ userId }) => {
      const own = await this.certificates.ofUser(userId);
      return own.map(({ code, name, course, teachers, issuer, grade, issuedAt, expiresAt, revokedAt }) => ({
        ...{ name, course, teachers, issuer, grade, issuedAt, expiresAt, revokedAt },
        code: showCode(code),
      }));
    });
    for (const event of ['account.changed', 'account.administered'] as const) {
      this.events.observe(event, async ({ change, userId }) => {
        if (change === 'deleted') await this.certificates.removeAllOf(userId);
      });
    }
  }
}
