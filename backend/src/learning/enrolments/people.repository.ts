import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
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
}
