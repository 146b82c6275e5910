import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { coursePersonSchema, type CoursePerson } from '@classy-book/contracts/course-people';
import { successOf } from '@classy-book/contracts/envelope';
import { learnerGradesSchema, type LearnerGrades } from '@classy-book/contracts/gradebook';
import {
  learnerProgressSchema,
  progressResetSchema,
  type LearnerProgress,
  type ProgressReset,
} from '@classy-book/contracts/learn';
import { quizAllowanceSchema, type QuizAllowance } from '@classy-book/contracts/quiz-attempts';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';

const person = successOf(coursePersonSchema);
const progress = successOf(learnerProgressSchema);
const reset = successOf(progressResetSchema);
const grades = successOf(learnerGradesSchema);
const allowance = successOf(quizAllowanceSchema);

const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls about one person of a course. */
@Service()
export class PersonClient {
  private readonly http = inject(HttpClient);

  async person(course: string, id: string): Promise<CoursePerson> {
    return person.parse(await this.get(at(course, id))).data;
  }

  async progress(course: string, id: string): Promise<LearnerProgress> {
    return progress.parse(await this.get(at(course, id, '/progress'))).data;
  }

  async grades(course: string, id: string): Promise<LearnerGrades> {
    return grades.parse(await this.get(at(course, id, '/grades'))).data;
  }

  /** What a reset would remove. */
  async resetPreview(course: string, id: string): Promise<ProgressReset> {
    return reset.parse(await this.get(at(course, id, '/reset'))).data;
  }

  async reset(course: string, id: string): Promise<ProgressReset> {
    const url = at(course, id, '/reset');
    return reset.parse(await firstValueFrom(this.http.post(url, null, { context: quiet() }))).data;
  }

  /** What they are allowed beyond the rules of a quiz. */
  async allowance(course: string, id: string, quizId: string): Promise<QuizAllowance> {
    return allowance.parse(await this.get(allowanceAt(course, id, quizId))).data;
  }

  async allow(course: string, id: string, quizId: string, allowed: QuizAllowance): Promise<void> {
    await firstValueFrom(this.http.put(allowanceAt(course, id, quizId), allowed, { context: quiet() }));
  }

  private get(url: string): Promise<unknown> {
    return firstValueFrom(this.http.get(url, { context: quiet() }));
  }
}

function at(course: string, id: string, rest = ''): string {
  return apiUrl(`/teach/courses/${course}/people/${id}${rest}`);
}

function allowanceAt(course: string, id: string, quizId: string): string {
  return apiUrl(`/teach/courses/${course}/quizzes/${quizId}/allowances/${id}`);
}
