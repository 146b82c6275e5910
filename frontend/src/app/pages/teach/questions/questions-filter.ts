import { Service } from '@angular/core';
import { questionFilters } from '@classy-book/contracts/community';
import { UrlFilter } from '../../../shared/lists/url-filter';

export interface QuestionFilter {
  readonly filter: (typeof questionFilters)[number];
}

/** Which questions of a course are listed; it stands in the URL. Provided by the page. */
@Service({ autoProvided: false })
export class QuestionsFilter extends UrlFilter<QuestionFilter> {
  constructor() {
    super(
      (param) => ({ filter: questionFilters.find((filter) => filter === param('filter')) ?? 'all' }),
      ({ filter }) => ({ filter: filter === 'all' ? null : filter }),
    );
  }
}
