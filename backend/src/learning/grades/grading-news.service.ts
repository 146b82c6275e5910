import { Injectable } from '@nestjs/common';
import { BackgroundWork } from '../../common/background/background-work.js';
import { Clock } from '../../common/clock/clock.js';
import { PersonalNewsPort } from '../../messaging/notifications/personal-news.port.js';
import { type CourseRecord, CoursesPort } from '../courses/courses.port.js';
import { gradedItems } from './grades.port.js';

/** Tells teachers that something waits for them, and learners that their work was graded. Holds nobody up. */
@Injectable()
export class GradingNewsService {
  constructor(
    private readonly news: PersonalNewsPort,
    private readonly courses: CoursesPort,
    private readonly background: BackgroundWork,
    private readonly clock: Clock,
  ) {}

  /** Tells the teachers of a course, once a day for each item. */
  workToGrade(courseId: string, blockId: string): void {
    this.background.run('news of work to grade', async () => {
      const course = await this.courses.find(courseId);
      if (course === null) return;
      this.news.tell({
        kind: 'work_to_grade',
        mark: `work_to_grade:${courseId}:${blockId}:${this.clock.now().toISOString().slice(0, 10)}`,
        userIds: course.teacherIds,
        facts: { course: course.title, item: titleOf(course, blockId) },
        link: `/teach/${courseId}/grading?item=${blockId}`,
      });
    });
  }

  /** @param mark names the work and how often it was graded: the same grade is told once */
  workGraded(course: CourseRecord, learner: { userId: string; lessonId: string; blockId: string }, mark: string): void {
    this.news.tell({
      kind: 'work_graded',
      mark: `work_graded:${mark}`,
      userIds: [learner.userId],
      facts: { course: course.title, item: titleOf(course, learner.blockId) },
      link: `/learn/${course.slug}/${learner.lessonId}`,
    });
  }
}

function titleOf(course: CourseRecord, blockId: string): string {
  return gradedItems(course).find((item) => item.blockId === blockId)?.title ?? course.title;
}
