import { Injectable } from '@nestjs/common';
import { Looker } from '../../common/background/looker.js';
import { Clock } from '../../common/clock/clock.js';
import { randomToken } from '../../common/crypto/keys.js';
import type { Acting } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { CoursesPort, type CourseRecord } from '../courses/courses.port.js';
import { EnrolmentImportRepository } from './enrolment-import.repository.js';
import type { EnrolmentImportDocument } from './enrolment-import.schema.js';
import { CHUNK, chunksOf, countsOf } from './import-rows.js';
import { InvitationLettersService } from './invitation-letters.service.js';
import { RosterService } from './roster.service.js';
import type { RosterRow } from './roster-file.js';

const POLL_MS = 5_000;
const LEASE_MS = 30_000;
const MAX_TRIES = 5;

/**
 * Works through imports, in whatever process comes first, after the request was answered. What is done is written chunk by
 * chunk; an import whose process died is taken up by another one when its lease has run out, at its first chunk that is not
 * done, and given up after five tries.
 */
@Injectable()
export class ImportRunnerService extends Looker {
  constructor(
    private readonly imports: EnrolmentImportRepository,
    private readonly roster: RosterService,
    private readonly courses: CoursesPort,
    private readonly letters: InvitationLettersService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {
    super(POLL_MS, 'an import was interrupted; it goes on in half a minute');
  }

  /** What would become of rows; changes nothing. */
  async preview(
    rows: readonly RosterRow[],
    { course, invite }: { readonly course: CourseRecord; readonly invite: boolean },
    acting: Acting,
  ): Promise<RosterRow[]> {
    const inviter = await this.letters.inviterOf(acting);
    const settled: RosterRow[] = [];
    for (const chunk of chunksOf(rows, CHUNK * 4)) {
      settled.push(...(await this.roster.settle(chunk, { course, invite, importId: null, inviter })));
    }
    return settled;
  }

  protected override async look(): Promise<void> {
    await this.workOff(async () => await this.workNext());
  }

  private async workNext(): Promise<boolean> {
    const lease = randomToken(12);
    const claimed = await this.imports.claim(lease, this.clock.now(), this.leaseEnd());
    if (claimed === null) return false;
    await this.carryOut(claimed, lease);
    return true;
  }

  private async carryOut(claimed: EnrolmentImportDocument, lease: string): Promise<void> {
    const course = await this.courses.find(claimed.courseId);
    if (course === null || claimed.tries > MAX_TRIES) {
      await this.imports.finish(claimed._id, lease, 'failed', this.clock.now());
      return;
    }
    const importId = claimed._id.toHexString();
    const inviter = await this.letters.inviterOf(claimed);
    const run = { course, invite: claimed.invite, importId, inviter };
    for (let index = -1; !this.stopped;) {
      const chunk = await this.imports.chunkAfter(importId, index);
      if (chunk === null) {
        await this.finish(claimed, lease, course);
        return;
      }
      index = chunk.index;
      if (chunk.done) continue;
      if (!(await this.imports.extendLease(claimed._id, lease, this.leaseEnd()))) return;
      const rows = await this.roster.settle(chunk.rows, run);
      await this.imports.writeChunk(chunk, { rows, counts: countsOf(rows) });
    }
  }

  private async finish(claimed: EnrolmentImportDocument, lease: string, course: CourseRecord): Promise<void> {
    if (!(await this.imports.finish(claimed._id, lease, 'done', this.clock.now()))) return;
    const importId = claimed._id.toHexString();
    const facts: Record<string, number> = { rows: claimed.total };
    for (const { counts } of await this.imports.countsOf(importId)) {
      for (const [result, rows] of Object.entries(counts)) facts[result] = (facts[result] ?? 0) + rows;
    }
    const { actor, origin } = claimed;
    await this.events.publish('enrolments.imported', {
      ...{ importId, courseId: course.id, course: course.title, facts, actor, origin },
    });
  }

  private leaseEnd(): Date {
    return new Date(this.clock.now().getTime() + LEASE_MS);
  }
}
