import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import {
  courseSchema,
  type Course,
  type ReorderOutlineRequest,
  type UpdateOutlineLessonRequest,
  type UpdateSectionRequest,
} from '@classy-book/contracts/courses';
import { successOf } from '@classy-book/contracts/envelope';
import { lessonSchema, type Lesson } from '@classy-book/contracts/lessons';
import { firstValueFrom, type Observable } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';

const course = successOf(courseSchema);
const lesson = successOf(lessonSchema);

/** The page says itself what went wrong. */
const options = () => ({ context: new HttpContext().set(QUIET, true) });

/** The calls that change an outline; each is based on a version (409 STALE) and answers the course as it is then. */
@Service()
export class BuilderClient {
  private readonly http = inject(HttpClient);

  addSection(id: string, version: number, title: string): Promise<Course> {
    return answered(this.http.post(apiUrl(`/teach/courses/${id}/sections`), { version, title }, options()));
  }

  changeSection(id: string, sectionId: string, request: UpdateSectionRequest): Promise<Course> {
    return answered(this.http.patch(apiUrl(`/teach/courses/${id}/sections/${sectionId}`), request, options()));
  }

  removeSection(id: string, sectionId: string, version: number): Promise<Course> {
    const url = apiUrl(`/teach/courses/${id}/sections/${sectionId}`);
    return answered(this.http.delete(url, { ...options(), params: { version } }));
  }

  addLesson(id: string, version: number, sectionId: string, title: string): Promise<Course> {
    return answered(this.http.post(apiUrl(`/teach/courses/${id}/lessons`), { version, sectionId, title }, options()));
  }

  changeLesson(id: string, lessonId: string, request: UpdateOutlineLessonRequest): Promise<Course> {
    return answered(this.http.patch(apiUrl(`/teach/courses/${id}/lessons/${lessonId}`), request, options()));
  }

  reorder(id: string, request: ReorderOutlineRequest): Promise<Course> {
    return answered(this.http.put(apiUrl(`/teach/courses/${id}/outline`), request, options()));
  }

  /** Deletes a lesson with its content and its history. */
  removeLesson(id: string, lessonId: string, version: number): Promise<Course> {
    const url = apiUrl(`/teach/courses/${id}/lessons/${lessonId}`);
    return answered(this.http.delete(url, { ...options(), params: { version } }));
  }

  /** The title is part of the draft: it is saved on top of what is stored. */
  async renameLesson(lessonId: string, title: string): Promise<void> {
    const { revision, draft } = await this.lesson(lessonId);
    const body = { revision, draft: { ...draft, title } };
    await firstValueFrom(this.http.put(apiUrl(`/teach/lessons/${lessonId}/draft`), body, options()));
  }

  /** Publishes what is stored, or takes the lesson back from the learners. */
  async setPublished(lessonId: string, published: boolean): Promise<void> {
    const { revision } = await this.lesson(lessonId);
    const url = apiUrl(`/teach/lessons/${lessonId}/${published ? 'publish' : 'unpublish'}`);
    await firstValueFrom(this.http.post(url, { revision }, options()));
  }

  private async lesson(id: string): Promise<Lesson> {
    return lesson.parse(await firstValueFrom(this.http.get(apiUrl(`/teach/lessons/${id}`), options()))).data;
  }
}

async function answered(call: Observable<unknown>): Promise<Course> {
  return course.parse(await firstValueFrom(call)).data;
}
