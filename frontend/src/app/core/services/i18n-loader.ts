import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { DOCUMENT, Service, inject } from '@angular/core';
import type { Translation, TranslocoLoader } from '@jsverse/transloco';
import { Observable, retry, throwError } from 'rxjs';

/** Texts are static files: `en` is /i18n/en.json, a scope's `monitoring/en` is /i18n/monitoring/en.json. */
@Service()
export class I18nLoader implements TranslocoLoader {
  private readonly http = inject(HttpClient);
  private readonly window = inject(DOCUMENT).defaultView;

  /** The texts of a part that is shown while there is no network come when it is back: the page stays usable. */
  getTranslation(path: string): Observable<Translation> {
    const texts = this.http.get<Translation>(`/i18n/${path}.json`);
    return path.includes('/') ? texts.pipe(retry({ delay: (error) => this.untilOnline(error) })) : texts;
  }

  private untilOnline(error: unknown): Observable<void> {
    const { window } = this;
    const unanswered = error instanceof HttpErrorResponse && error.status === 0;
    if (!unanswered || !window || window.navigator.onLine) return throwError(() => error);
    return new Observable((waiting) => {
      const goOn = (): void => {
        waiting.next();
      };
      window.addEventListener('online', goOn, { once: true });
      return () => {
        window.removeEventListener('online', goOn);
      };
    });
  }
}
