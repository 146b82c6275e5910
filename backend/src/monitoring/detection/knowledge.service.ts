import { Injectable } from '@nestjs/common';
import { CountriesService } from '../../common/network/countries.service.js';
import { RolesService } from '../../security/permissions/roles.service.js';
import type { Knowledge } from './rules/rule.js';

/** What rules know besides the log. */
@Injectable()
export class KnowledgeService implements Knowledge {
  constructor(
    private readonly countries: CountriesService,
    private readonly roles: RolesService,
  ) {}

  countryOf(address: string): string | null {
    return this.countries.find(address);
  }

  permissionsOf(role: string): readonly string[] {
    return this.roles.permissionsOf(role);
  }
}
