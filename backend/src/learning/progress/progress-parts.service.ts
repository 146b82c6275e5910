import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { LessonProgressRepository } from './lesson-progress.repository.js';
import type { AfterReset, ProgressPart } from './progress.port.js';

/** What other features keep of a learner in a course, and what goes with a reset. */
@Injectable()
export class ProgressPartsService {
  // one for each feature that has something: a handful
  private readonly parts = new Map<string, ProgressPart>();

  constructor(private readonly facts: LessonProgressRepository) {}

  add(part: ProgressPart): void {
    this.parts.set(part.name, part);
  }

  /** How much of each there is; `lessons` are those in which something was done. */
  async count(enrolmentId: string): Promise<{ name: string; count: number }[]> {
    const lessons = { name: 'lessons', count: await this.facts.count(enrolmentId) };
    const others = [...this.parts.values()].map(async (part) => ({
      name: part.name,
      count: await part.count(enrolmentId),
    }));
    return [lessons, ...(await Promise.all(others))];
  }

  /** Removes what the other features keep, in the transaction of the reset; answers what is left to do behind it. */
  async remove(enrolmentId: string, session: ClientSession): Promise<AfterReset[]> {
    const left: AfterReset[] = [];
    // one after the other: a transaction has one line to the database
    for (const part of this.parts.values()) {
      const after = await part.remove(enrolmentId, session);
      if (after !== null) left.push(after);
    }
    return left;
  }
}
