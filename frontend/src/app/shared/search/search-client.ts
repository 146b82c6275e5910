import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { type SearchResult, searchResultSchema } from '@classy-book/contracts/search';
import { successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../core/services/api';
import { QUIET } from '../../core/services/http-context';

const answer = successOf(z.array(searchResultSchema));

/** The search over courses and lessons. Calls reject with what the interceptors throw. */
@Service()
export class SearchClient {
  private readonly http = inject(HttpClient);

  /** What fits what was typed so far: courses of the catalogue, and for who is signed in also their lessons. */
  async suggest(typed: string, signedIn: boolean): Promise<readonly SearchResult[]> {
    return await this.ask(signedIn ? '/search/suggestions' : '/catalogue/suggestions', { q: typed });
  }

  /** Lessons with these words that are open to who is signed in, best first. */
  async lessons(words: string): Promise<readonly SearchResult[]> {
    return await this.ask('/search', { q: words, kind: 'lesson' });
  }

  private async ask(path: `/${string}`, params: Readonly<Record<string, string>>): Promise<readonly SearchResult[]> {
    const context = new HttpContext().set(QUIET, true);
    return answer.parse(await firstValueFrom(this.http.get(apiUrl(path), { params, context }))).data;
  }
}
