import type {
  DetectionRule as RuleView,
  RuleId,
  RuleParameter,
  UpdateRuleRequest,
} from '@classy-book/contracts/detection';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { actorName } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { EventFacts } from '../../common/events/identity-events.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { IncidentsService, type RuleCount } from '../incidents/incidents.service.js';
import { ruleChanged } from './detection.errors.js';
import { type KnownRule, RuleSettingsService } from './rule-settings.service.js';
import { completeValues } from './rule-values.js';
import { ruleOf } from './rules/catalogue.js';
import type { RuleValues } from './rules/rule.js';

const COUNTED_MS = 30 * 86_400_000;
const NONE: RuleCount = { found: 0, foundDry: 0, lastFoundAt: null };

/** The detection rules as the desk sees and sets them. */
@Injectable()
export class RulesService {
  constructor(
    private readonly settings: RuleSettingsService,
    private readonly incidents: IncidentsService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** All rules, with what they found in the last 30 days. */
  async list(): Promise<RuleView[]> {
    const since = new Date(this.clock.now().getTime() - COUNTED_MS);
    const [rules, counts] = await Promise.all([this.settings.all(), this.incidents.countByKind(since)]);
    return rules.map((rule) => toView(rule, counts.get(rule.rule.id) ?? NONE));
  }

  /**
   * Sets a rule. Every process works with it from its next look at the log on.
   * @throws AppError VALIDATION_FAILED, CONFLICT where somebody else set it meanwhile
   */
  async update(id: RuleId, request: UpdateRuleRequest, { actor, origin }: Caller): Promise<RuleView> {
    const values = completeValues(ruleOf(id), request.parameters);
    const before = (await this.settings.all()).find(({ rule }) => rule.id === id);
    const known = before?.stored?.version ?? 0;
    if (before === undefined || known !== request.version) throw ruleChanged();
    const { mode } = request;
    const now = this.clock.now();
    const changed = { _id: id, mode, values, version: known + 1, updatedAt: now, updatedBy: actorName(actor) };
    if (!(await this.settings.set(changed, known))) throw ruleChanged();
    await this.events.publish('rule.changed', {
      rule: id,
      before: factsOf(before.mode, before.values),
      after: factsOf(mode, values),
      actor,
      origin,
    });
    const after = (await this.list()).find((rule) => rule.id === id);
    if (after === undefined) throw ruleChanged();
    return after;
  }
}

function toView({ rule, mode, values, stored }: KnownRule, { found, foundDry, lastFoundAt }: RuleCount): RuleView {
  return {
    id: rule.id,
    mode,
    defaultMode: rule.defaultMode,
    severity: rule.severity,
    parameters: rule.parameters.map((parameter): RuleParameter => ({
      ...parameter,
      value: values[parameter.name] ?? parameter.default,
    })),
    version: stored?.version ?? 0,
    updatedAt: stored?.updatedAt.toISOString() ?? null,
    updatedBy: stored?.updatedBy ?? null,
    found,
    foundDry,
    lastFoundAt: lastFoundAt?.toISOString() ?? null,
  };
}

function factsOf(mode: string, values: RuleValues): EventFacts {
  const parameters = Object.entries(values).map(([name, value]): [string, EventFacts[string]] => [
    name,
    Array.isArray(value) ? value.map(String) : value,
  ]);
  return { mode, ...Object.fromEntries(parameters) };
}
