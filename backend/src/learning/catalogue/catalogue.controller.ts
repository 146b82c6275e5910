import {
  type CatalogueCard,
  catalogueCardSchema,
  type CatalogueCourse,
  catalogueCourseSchema,
  type CatalogueFilters,
  catalogueFiltersSchema,
  type CatalogueQuery,
  catalogueQuerySchema,
} from '@classy-book/contracts/catalogue';
import {
  type SearchResult,
  searchResultSchema,
  type SuggestionQuery,
  suggestionQuerySchema,
} from '@classy-book/contracts/search';
import { courseReferenceSchema } from '@classy-book/contracts/courses';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { Public } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { CatalogueService } from './catalogue.service.js';

/** Published courses, for everybody. */
@ApiTags('Catalogue')
@Public()
@Controller('catalogue')
export class CatalogueController {
  constructor(private readonly catalogue: CatalogueService) {}

  @Get('courses')
  @ApiPage('Published courses that the filter keeps; with `q` the hundred best hits.', catalogueCardSchema)
  @ApiFailures('VALIDATION_FAILED')
  async list(@Query({ schema: catalogueQuerySchema }) query: CatalogueQuery): Promise<Page<CatalogueCard>> {
    return await this.catalogue.list(query);
  }

  @Get('filters')
  @ApiAnswer(200, 'The languages and tags that there are.', catalogueFiltersSchema)
  async filters(): Promise<CatalogueFilters> {
    return await this.catalogue.filters();
  }

  @Get('suggestions')
  @ApiAnswer(200, 'Courses whose titles fit what was typed so far, at most ten.', z.array(searchResultSchema))
  @ApiFailures('VALIDATION_FAILED')
  async suggest(@Query({ schema: suggestionQuerySchema }) { q }: SuggestionQuery): Promise<SearchResult[]> {
    return await this.catalogue.suggest(q);
  }

  @Get('courses/:course')
  @ApiAnswer(200, 'The page of a published course.', catalogueCourseSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async course(@Param('course', { schema: courseReferenceSchema }) course: string): Promise<CatalogueCourse> {
    return await this.catalogue.course(course);
  }
}
