import { courseReferenceSchema } from '@classy-book/contracts/courses';
import { type PreviewLesson, previewLessonSchema } from '@classy-book/contracts/learn';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { Public } from '../../common/http/route-access.decorator.js';
import { LearnLessonsService } from './learn-lessons.service.js';

/** Free previews, for everybody. */
@ApiTags('Catalogue')
@Controller('catalogue/courses/:course/lessons')
export class PreviewController {
  constructor(private readonly lessons: LearnLessonsService) {}

  @Get(':lessonId')
  @Public()
  @ApiAnswer(200, 'A free preview of a published course.', previewLessonSchema)
  @ApiFailures('NOT_FOUND')
  async preview(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Param('lessonId', { schema: objectIdSchema }) lessonId: string,
  ): Promise<PreviewLesson> {
    return await this.lessons.preview(course, lessonId);
  }
}
