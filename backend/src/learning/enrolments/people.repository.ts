import type { EnrolmentStatus } from '@classy-book/contracts/enrolments';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, PipelineStage } from 'mongoose';
import { READING } from './enrolment.mapper.js';
import { ENROLMENT_MODEL, type EnrolmentDocument } from './enrolment.schema.js';
import type { PeopleSelection } from './people-query.js';

/** The queries of the collection `enrolments` that lists of people need. */
@Injectable()
export class PeopleRepository {
  constructor(@InjectModel(ENROLMENT_MODEL) private readonly enrolments: Model<EnrolmentDocument>) {}

  /** One page; ties go by id. */
  async page({ query, field, direction }: PeopleSelection, limit: number): Promise<EnrolmentDocument[]> {
    return await this.enrolments
      .find(query)
      .sort({ [field]: direction, _id: direction })
      .limit(limit)
      .lean<EnrolmentDocument[]>();
  }

  /** How many stand how at a moment. */
  async countByStatus(courseId: string, now: Date): Promise<Map<EnrolmentStatus, number>> {
    const ended = { status: { $in: [...READING] }, expiresAt: { $gt: new Date(0), $lte: now } };
    const [counts, late] = await Promise.all([this.group({ courseId }), this.group({ courseId, ...ended })]);
    for (const [status, people] of late) {
      counts.set(status, (counts.get(status) ?? 0) - people);
      counts.set('expired', (counts.get('expired') ?? 0) + people);
    }
    return counts;
  }

  private async group(match: PipelineStage.Match['$match']): Promise<Map<EnrolmentStatus, number>> {
    const groups = await this.enrolments.aggregate<{ _id: EnrolmentStatus; people: number }>([
      { $match: match },
      { $group: { _id: '$status', people: { $sum: 1 } } },
    ]);
    return new Map(groups.map(({ _id, people }) => [_id, people]));
  }
}
