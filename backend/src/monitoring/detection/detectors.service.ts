import { Injectable, Logger } from '@nestjs/common';
import { idFloor, idTime } from '../../common/ids/time-ordered-ids.js';
import { AuditRangeService } from '../audit/audit-range.service.js';
import { Detector, type RuleSetting } from './detector.js';
import { KnowledgeService } from './knowledge.service.js';
import { RuleSettingsService } from './rule-settings.service.js';

const LOOK_BACK_MS = 6 * 3_600_000;
const LOOK_BACK_RECORDS = 100_000;
const PAGE = 1_000;

/** Makes detectors that know what they would know if they had been there all the time. */
@Injectable()
export class DetectorsService {
  private readonly logger = new Logger(DetectorsService.name);

  constructor(
    private readonly rules: RuleSettingsService,
    private readonly knowledge: KnowledgeService,
    private readonly log: AuditRangeService,
  ) {}

  /** How the rules are set: the same object until one is set differently. */
  async settings(): Promise<readonly RuleSetting[]> {
    return await this.rules.all();
  }

  /** A detector that has seen nothing yet. */
  create(settings: readonly RuleSetting[]): Detector {
    return new Detector(settings, this.knowledge, (rule, error) => {
      this.logger.error({ err: error, rule: rule.id }, 'a detection rule failed at a record, which it passes over');
    });
  }

  /**
   * A detector that has seen the last six hours before an id, at most 100,000 records, and has told all of it until a
   * moment.
   * @throws the driver's error when the database is away
   */
  async rebuild(settings: readonly RuleSetting[], upTo: string, toldUntil: Date): Promise<Detector> {
    const detector = this.create(settings);
    const earliest = idFloor(idTime(upTo) - LOOK_BACK_MS);
    let after = await this.log.startOf(earliest, upTo, LOOK_BACK_RECORDS);
    for (let full = true; full;) {
      const page = await this.log.read(after, upTo, PAGE);
      for (const record of page) detector.feed(record);
      detector.take();
      after = page.at(-1)?.id ?? after;
      full = page.length === PAGE;
    }
    detector.advance(toldUntil.getTime());
    detector.take();
    return detector;
  }
}
