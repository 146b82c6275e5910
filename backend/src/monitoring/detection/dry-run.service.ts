import { Readable } from 'node:stream';
import type { DryRunLine, DryRunRequest, RuleId } from '@classy-book/contracts/detection';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { idFloor } from '../../common/ids/time-ordered-ids.js';
import { AuditRangeService } from '../audit/audit-range.service.js';
import { tooManyDryRuns } from './detection.errors.js';
import type { Detector } from './detector.js';
import { DetectorsService } from './detectors.service.js';
import { FindingsDeliveryService } from './findings-delivery.service.js';
import { MergedFindings } from './merged-findings.js';
import { completeValues } from './rule-values.js';
import { ruleOf } from './rules/catalogue.js';

const AT_ONCE = 2;
const PAGE = 1_000;
const HOUR_MS = 3_600_000;
const RETRY_MS = 10_000;

interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** Shows the last hours of the log to one rule, and says what it would have found. Nothing is kept. */
@Injectable()
export class DryRunService {
  private readonly logger = new Logger(DryRunService.name);
  private running = 0;

  constructor(
    private readonly log: AuditRangeService,
    private readonly detectors: DetectorsService,
    private readonly delivery: FindingsDeliveryService,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins a dry run; its lines are JSON objects (`dryRunLineSchema`). It ends when the stream is destroyed.
   * @throws AppError VALIDATION_FAILED, RATE_LIMITED where two run already, and the driver's error when the database is
   *   away
   */
  async start(id: RuleId, { hours, parameters }: DryRunRequest): Promise<Readable> {
    const rule = ruleOf(id);
    const values =
      parameters === undefined
        ? (await this.detectors.settings()).find((setting) => setting.rule === rule)?.values
        : completeValues(rule, parameters);
    const now = this.clock.now();
    if (this.running >= AT_ONCE) throw tooManyDryRuns(new Date(now.getTime() + RETRY_MS));
    this.running += 1;
    try {
      const span = { from: new Date(now.getTime() - hours * HOUR_MS), to: now };
      // before anything is answered, so that an outage is a refusal and not an answer that breaks off
      const total = await this.log.count(idFloor(span.from.getTime()), idFloor(span.to.getTime()));
      const detector = this.detectors.create([{ rule, mode: 'on', values: values ?? {} }]);
      const stream = Readable.from(this.lines(detector, span, total), { objectMode: false });
      stream.once('close', () => {
        this.running -= 1;
      });
      return stream;
    } catch (error) {
      this.running -= 1;
      throw error;
    }
  }

  private async *lines(detector: Detector, span: Span, total: number): AsyncGenerator<string> {
    const merged = new MergedFindings();
    let checked = 0;
    try {
      yield line({ type: 'progress', checked, total });
      for await (const count of this.pages(detector, span, merged)) {
        checked += count;
        yield line({ type: 'progress', checked, total: Math.max(total, checked) });
      }
      const { findings, truncated } = merged.result();
      const [from, to] = [span.from.toISOString(), span.to.toISOString()];
      yield line({ type: 'result', checked, from, to, findings, truncated });
    } catch (error) {
      this.logger.warn({ err: error }, 'a dry run broke off');
      yield line({ type: 'error', message: 'The log could not be read to its end. Try again.' });
    }
  }

  private async *pages(detector: Detector, { from, to }: Span, merged: MergedFindings): AsyncGenerator<number> {
    let after = idFloor(from.getTime());
    const upTo = idFloor(to.getTime());
    for (let full = true; full;) {
      const page = await this.log.read(after, upTo, PAGE);
      for (const record of page) detector.feed(record);
      full = page.length === PAGE;
      if (!full) detector.flush();
      merged.add(await this.delivery.finish(detector.take(), to));
      after = page.at(-1)?.id ?? after;
      yield page.length;
    }
  }
}

function line(what: DryRunLine): string {
  return `${JSON.stringify(what)}\n`;
}
