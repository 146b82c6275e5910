import { Injectable } from '@nestjs/common';
import type { ContainmentAction, ContainmentPlan } from '@classy-book/contracts/containment';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { ContainmentFactsService } from './containment-facts.service.js';
import { planOf } from './containment-plan.js';
import { IncidentRepository } from './incident.repository.js';
import type { IncidentDocument } from './incident.schema.js';
import { noSuchIncident } from './incidents.errors.js';
import { SharedNetworksRepository } from './shared-networks.repository.js';

// sign-ins of this time before an incident say that a network has people of its own
const LOOK_BACK_MS = 7 * 86_400_000;
const AT_ONCE = 10;

/** Plans what could be done about an incident; nothing is done here. */
@Injectable()
export class ContainmentPlanService {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly facts: ContainmentFactsService,
    private readonly shared: SharedNetworksRepository,
  ) {}

  /** What could be done now, by this caller. @throws AppError NOT_FOUND */
  async plan(id: string, caller: Caller): Promise<ContainmentPlan> {
    const incident = await this.incidents.find(id);
    if (incident === null) throw noSuchIncident();
    return { version: incident.version, actions: await this.actionsOf(incident, caller) };
  }

  /** The same for an incident that was read already. */
  async actionsOf(incident: IncidentDocument, caller: Caller): Promise<ContainmentAction[]> {
    const [shared, accounts, keys] = await Promise.all([
      this.sharedNetworks(incident),
      this.facts.accounts(incident, caller),
      this.facts.keys(incident, caller),
    ]);
    const networks = this.facts.networks(incident, shared, caller);
    return planOf({ kinds: incident.kinds, networks, accounts, keys });
  }

  private async sharedNetworks({ entities, firstSeen }: IncidentDocument): Promise<ReadonlySet<string>> {
    const from = new Date(firstSeen.getTime() - LOOK_BACK_MS);
    const shared = new Set<string>();
    const queue = entities.filter(({ type }) => type === 'network');
    const work = async (): Promise<void> => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        const { value, start, end } = next;
        if (start === null || end === null) continue;
        if (await this.shared.hasSignIn({ start, end }, from, firstSeen)) shared.add(value);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return shared;
  }
}
