import { Inject, Injectable } from '@nestjs/common';
import type { Restriction } from '@classy-book/contracts/auth';
import type { Permission } from '@classy-book/contracts/permissions';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { RolesService } from './roles.service.js';

/** What of an account decides about its access. */
export interface AccessFacts {
  readonly role: string;
  readonly secondFactorEnabled: boolean;
  readonly mustChangePassword: boolean;
}

/** What an account may do now. `full` is what its role carries, `permissions` what is left under a restriction. */
export interface Access {
  readonly full: readonly Permission[];
  readonly permissions: readonly Permission[];
  readonly restriction: Restriction | null;
  readonly secondFactorRequired: boolean;
  readonly secondFactorAdvised: boolean;
}

/** How long a session may rest, and how long it may last at all. */
export interface SessionLimits {
  readonly idleMs: number;
  readonly maxMs: number;
}

const RESTRICTED: readonly Permission[] = ['account:self'];
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The rules that turn a role into access: second factors that are demanded, passwords that must change, session limits. */
@Injectable()
export class AccessPolicyService {
  constructor(
    private readonly roles: RolesService,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** What an account may do now. */
  accessOf(facts: AccessFacts): Access {
    const full = this.roles.permissionsOf(facts.role);
    const isPrivileged = full.includes('admin:access');
    const secondFactorRequired = isPrivileged && this.config.secondFactorPolicy === 'required';
    const restriction = restrictionOf(facts, secondFactorRequired);
    return {
      full,
      permissions: restriction === null ? full : RESTRICTED,
      restriction,
      secondFactorRequired,
      secondFactorAdvised: isPrivileged && !secondFactorRequired && !facts.secondFactorEnabled,
    };
  }

  /** The limits of a session: short ones for everybody who may enter the console, remembered or not. */
  sessionLimits(full: readonly Permission[], remembered: boolean): SessionLimits {
    const { tokens } = this.config;
    if (full.includes('admin:access')) {
      return { idleMs: tokens.adminIdleMinutes * MINUTE_MS, maxMs: tokens.adminSessionHours * 60 * MINUTE_MS };
    }
    const idleDays = remembered ? tokens.rememberedSessionDays : tokens.sessionDays;
    return { idleMs: idleDays * DAY_MS, maxMs: tokens.sessionMaxDays * DAY_MS };
  }
}

// the password first: who has to choose a new one may not be the owner yet
function restrictionOf(facts: AccessFacts, secondFactorRequired: boolean): Restriction | null {
  if (facts.mustChangePassword) return 'change_password';
  return secondFactorRequired && !facts.secondFactorEnabled ? 'enrol_second_factor' : null;
}
