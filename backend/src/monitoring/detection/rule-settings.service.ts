import { Injectable, Logger } from '@nestjs/common';
import type { RuleId } from '@classy-book/contracts/detection';
import { ChangeSignals } from '../../database/change-signals.js';
import { DetectionRuleRepository } from './detection-rule.repository.js';
import type { DetectionRuleDocument } from './detection-rule.schema.js';
import type { RuleSetting } from './detector.js';
import { repairedValues } from './rule-values.js';
import { detectionRules } from './rules/catalogue.js';
import { defaultsOf } from './rules/rule.js';

/** The topic under which processes say that rules were set differently. */
const RULES_SIGNAL = 'detection-rules';

/** A rule with how it is set and who set it; `stored` is null where it is as it was made. */
export interface KnownRule extends RuleSetting {
  readonly stored: Pick<DetectionRuleDocument, 'version' | 'updatedAt' | 'updatedBy'> | null;
}

/** How the rules are set, the same in every process: a change in one is taken over by the others at once. */
@Injectable()
export class RuleSettingsService {
  private readonly logger = new Logger(RuleSettingsService.name);
  private loaded: readonly KnownRule[] | null = null;

  constructor(
    private readonly rules: DetectionRuleRepository,
    private readonly signals: ChangeSignals,
  ) {
    // read again when they are asked for next
    this.signals.watch(RULES_SIGNAL, () => {
      this.loaded = null;
      return Promise.resolve();
    });
  }

  /**
   * All rules, in their order: the same object until one is set differently.
   * @throws the driver's error when the database is away and they were not read yet
   */
  async all(): Promise<readonly KnownRule[]> {
    this.loaded ??= merge(await this.rules.findAll());
    return this.loaded;
  }

  /**
   * Sets a rule whose version is `before`, and lets every process take that over.
   * @returns false where it has another version by now
   */
  async set(rule: DetectionRuleDocument, before: number): Promise<boolean> {
    const stored = await this.rules.replace(rule, before);
    this.loaded = null;
    if (stored) await this.signals.raise(RULES_SIGNAL);
    this.logger.log({ rule: rule._id, mode: rule.mode, stored }, 'a detection rule was set');
    return stored;
  }
}

function merge(stored: readonly DetectionRuleDocument[]): readonly KnownRule[] {
  const byId = new Map<RuleId, DetectionRuleDocument>(stored.map((document) => [document._id, document]));
  return detectionRules.map((rule) => {
    const found = byId.get(rule.id);
    if (found === undefined) return { rule, mode: rule.defaultMode, values: defaultsOf(rule), stored: null };
    const { mode, values, version, updatedAt, updatedBy } = found;
    return { rule, mode, values: repairedValues(rule, values), stored: { version, updatedAt, updatedBy } };
  });
}
