import { HttpClient } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type { Translation, TranslocoLoader } from '@jsverse/transloco';
import type { Observable } from 'rxjs';

/** Texts are static files: `en` is /i18n/en.json, a scope's `monitoring/en` is /i18n/monitoring/en.json. */
@Service()
export class I18nLoader implements TranslocoLoader {
  private readonly http = inject(HttpClient);

  getTranslation(path: string): Observable<Translation> {
    return this.http.get<Translation>(`/i18n/${path}.json`);
  }
}
