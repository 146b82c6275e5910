import { Service } from '@angular/core';
import { UrlFilter } from '../../../shared/lists/url-filter';
import { filterFromUrl, filterToUrl, type DeskFilter } from './attempt-filter';

/** The filter of the page. */
@Service({ autoProvided: false })
export class FilterStore extends UrlFilter<DeskFilter> {
  constructor() {
    super(filterFromUrl, filterToUrl);
  }
}
