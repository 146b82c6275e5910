import { Injectable } from '@nestjs/common';
import { mayActOn, personalPermissions } from '@classy-book/contracts/permissions';
import type { Activity, ActivityQuery } from '@classy-book/contracts/users';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { Page } from '../../common/response/page.js';
import { type Account, UsersService } from '../../security/users/users.service.js';
import { ActivityRepository } from './activity.repository.js';
import type { AuditDocument } from './audit-log.schema.js';

/** What the audit log tells of one person. */
@Injectable()
export class ActivityService {
  constructor(
    private readonly activity: ActivityRepository,
    private readonly users: UsersService,
  ) {}

  /**
   * One page of what a person did, or of what was done to them, newest first. Who may read the audit log may read it of
   * everybody; anybody else of themselves and of those whom they may act on.
   * @throws AppError ACCOUNT_NOT_FOUND, FORBIDDEN
   */
  async list(id: string, { view, cursor, limit }: ActivityQuery, caller: Caller): Promise<Page<Activity>> {
    const person = await this.users.findById(id);
    if (person === null) throw new AppError('ACCOUNT_NOT_FOUND', 'There is no such account.');
    if (!mayRead(person, caller)) {
      throw new AppError(
        'FORBIDDEN',
        'This person has a higher role: their record is for those who read the audit log.',
      );
    }
    const found = await this.activity[view](person, cursor ?? null, limit + 1);
    return Page.from(found.map(toActivity), limit, (entry) => entry.id);
  }
}

function mayRead(person: Account, { principal }: Caller): boolean {
  if (principal.permissions.includes('audit:read') || principal.userId === person.id) return true;
  // a machine never holds what everybody holds for themselves
  const held =
    principal.kind === 'session' ? principal.permissions : [...principal.permissions, ...personalPermissions];
  return mayActOn(held, person.permissions);
}

function toActivity(record: AuditDocument): Activity {
  return {
    id: record._id.toHexString(),
    timestamp: record.timestamp.toISOString(),
    action: record.action,
    actor: record.actor.name,
    resourceType: record.resourceType,
    resourceId: record.resourceId,
    ipAddress: record.ipAddress,
    details: { ...record.details },
  };
}
