import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import type { CoursePart } from './courses.port.js';

/** What other features keep of courses. */
@Injectable()
export class CoursePartsService {
  private readonly parts: CoursePart[] = [];

  add(part: CoursePart): void {
    this.parts.push(part);
  }

  /** Why a course has to stay; null where it may go. */
  async keeps(courseId: string, session: ClientSession): Promise<string | null> {
    for (const part of this.parts) {
      const reason = (await part.keeps?.(courseId, session)) ?? null;
      if (reason !== null) return reason;
    }
    return null;
  }

  async remove(courseId: string, session: ClientSession): Promise<void> {
    for (const part of this.parts) await part.remove(courseId, session);
  }
}
