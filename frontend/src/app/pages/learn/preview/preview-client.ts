import { HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service } from '@angular/core';
import { successOf } from '@classy-book/contracts/envelope';
import { type PreviewLesson, previewLessonSchema } from '@classy-book/contracts/learn';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';

const answer = successOf(previewLessonSchema);

/** The call for a free preview of a lesson. */
@Service()
export class PreviewClient {
  /** Asked again whenever what is wanted changes. Call it in an injection context. */
  lesson(wanted: () => { slug: string; lesson: string }): HttpResourceRef<PreviewLesson | undefined> {
    return httpResource(
      () => {
        const { slug, lesson } = wanted();
        const path = `/catalogue/courses/${encodeURIComponent(slug)}/lessons/${encodeURIComponent(lesson)}` as const;
        return { url: apiUrl(path), context: new HttpContext().set(QUIET, true) };
      },
      { parse: (raw) => answer.parse(raw).data },
    );
  }
}
