import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, mongo } from 'mongoose';
import { PATIENT_CONNECTION } from '../../database/connections.js';
import { LESSON_PROGRESS_COLLECTION } from './lesson-progress.schema.js';
import type { LessonCounts } from './progress.port.js';

/** Counts over the collection `lesson_progress`, for figures: over the index of the course, with the patience that these need. */
@Injectable()
export class LessonCountsRepository {
  constructor(@InjectConnection(PATIENT_CONNECTION) private readonly patient: Connection) {}

  async ofCourse(courseId: string): Promise<Map<string, LessonCounts>> {
    const groups = await this.patient
      .collection(LESSON_PROGRESS_COLLECTION)
      .aggregate<{ _id: mongo.ObjectId; opened: number; completed: number }>([
        { $match: { courseId: mongo.ObjectId.createFromHexString(courseId) } },
        {
          $group: {
            _id: '$lessonId',
            opened: { $sum: 1 },
            completed: { $sum: { $cond: [{ $gt: ['$completedAt', null] }, 1, 0] } },
          },
        },
      ])
      .toArray();
    return new Map(groups.map(({ _id, opened, completed }) => [_id.toHexString(), { opened, completed }]));
  }
}
