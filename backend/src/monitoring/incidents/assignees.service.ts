import { Injectable } from '@nestjs/common';
import type { IncidentAssigneeQuery, IncidentPerson } from '@classy-book/contracts/incidents';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import { refused } from './incidents.errors.js';

const LISTED = 100;

/** Who can be given an incident: active people whose role lets them handle incidents. */
@Injectable()
export class AssigneesService {
  constructor(private readonly directory: UserDirectoryService) {}

  /** By email, at most 100; `search` is how the email begins. */
  async list({ search }: IncidentAssigneeQuery): Promise<IncidentPerson[]> {
    const begin = (search ?? '').normalize('NFKC').trim().toLowerCase();
    const people = await this.directory.findWithPermission('incidents:manage', LISTED, begin);
    return people.map(({ id, email }) => ({ id, email }));
  }

  /** @throws AppError VALIDATION_FAILED where the person cannot be given an incident */
  async require(id: string): Promise<IncidentPerson> {
    const person = await this.directory.find(id);
    if (person?.isActive !== true || !person.permissions.includes('incidents:manage')) {
      throw refused('assigneeId', 'must be an active person whose role allows handling incidents');
    }
    return { id: person.id, email: person.email };
  }
}
