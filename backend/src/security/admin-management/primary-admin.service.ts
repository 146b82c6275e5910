import { Inject, Injectable } from '@nestjs/common';
import { NO_ORIGIN } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { AppError } from '../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { PasswordsService } from '../auth/passwords.service.js';
import { UsersService } from '../users/users.service.js';

/** The primary administrator after a start. `password` is told only where this installation made it and it still holds. */
export interface PrimaryAdmin {
  readonly email: string;
  readonly password: string | null;
}

/** Makes the primary administrator, who can be neither locked, demoted nor deleted. */
@Injectable()
export class PrimaryAdminService {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: PasswordsService,
    private readonly events: EventBus,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Makes the account at the first start; null where there is none and no password was configured for it. */
  async seed(): Promise<PrimaryAdmin | null> {
    const existing = await this.users.findPrimaryAdmin();
    if (existing !== null) return { email: existing.email, password: await this.knownPassword() };
    const { email, password } = this.config.admin;
    if (password === null) return null;
    try {
      await this.create(email, password);
    } catch (error) {
      // another process that started at the same moment was first
      if (!(error instanceof AppError && error.code === 'CONFLICT')) throw error;
      const winner = await this.users.findPrimaryAdmin();
      if (winner === null) throw error;
      return { email: winner.email, password: await this.knownPassword() };
    }
    return { email, password: await this.knownPassword() };
  }

  private async create(email: string, password: string): Promise<void> {
    const account = await this.passwords.createAccount({
      email,
      password,
      firstName: 'Primary',
      lastName: 'Administrator',
      role: 'super_admin',
      isPrimaryAdmin: true,
    });
    await this.events.publish('account.administered', {
      change: 'created',
      userId: account.id,
      email,
      role: account.role,
      actor: { kind: 'system' },
      origin: NO_ORIGIN,
    });
  }

  private async knownPassword(): Promise<string | null> {
    const { password, passwordWasMade } = this.config.admin;
    if (password === null || !passwordWasMade) return null;
    return (await this.passwords.isPrimaryAdminPassword(password)) ? password : null;
  }
}
