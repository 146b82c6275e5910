import {
  type SearchQuery,
  searchQuerySchema,
  type SearchResult,
  searchResultSchema,
  type SuggestionQuery,
  suggestionQuerySchema,
} from '@classy-book/contracts/search';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { CourseSearchService } from './course-search.service.js';

/** The search over courses and lessons, of what the caller may see. */
@ApiTags('Search')
@RequirePermission('account:self')
@Controller('search')
export class CourseSearchController {
  constructor(private readonly search: CourseSearchService) {}

  @Get()
  @ApiAnswer(
    200,
    'Courses, and lessons that are open to the caller; the best hits first, at most 30.',
    z.array(searchResultSchema),
  )
  @ApiFailures('VALIDATION_FAILED')
  async find(
    @Query({ schema: searchQuerySchema }) query: SearchQuery,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<SearchResult[]> {
    return await this.search.find(query, principal);
  }

  @Get('suggestions')
  @ApiAnswer(200, 'Titles that fit what was typed so far, at most ten.', z.array(searchResultSchema))
  @ApiFailures('VALIDATION_FAILED')
  async suggest(
    @Query({ schema: suggestionQuerySchema }) { q }: SuggestionQuery,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<SearchResult[]> {
    return await this.search.suggest(q, principal);
  }
}
