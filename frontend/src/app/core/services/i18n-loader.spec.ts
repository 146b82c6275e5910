import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { I18nLoader } from './i18n-loader';

describe('the texts', () => {
  let http: HttpTestingController;
  let told: unknown[];

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
    told = [];
  });
  afterEach(() => {
    vi.restoreAllMocks();
    http.verify();
  });

  function ask(path: string): void {
    TestBed.inject(I18nLoader)
      .getTranslation(path)
      .subscribe({ next: (texts) => told.push(texts), error: () => told.push('failed') });
  }
  const cut = (path: string): void => {
    http.expectOne(`/i18n/${path}.json`).error(new ProgressEvent('error'));
  };
  const network = (there: boolean): void => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(there);
    if (there) window.dispatchEvent(new Event('online'));
  };

  it('of a part that is shown without a network come when it is back', () => {
    network(false);
    ask('lessons/en');
    cut('lessons/en');
    expect(told).toEqual([]);
    network(true);
    http.expectOne('/i18n/lessons/en.json').flush({ title: 'Lesson' });
    expect(told).toEqual([{ title: 'Lesson' }]);
  });

  it('are given up at once where there is a network, and the first ones always', () => {
    network(true);
    ask('lessons/en');
    cut('lessons/en');
    network(false);
    ask('en');
    cut('en');
    expect(told).toEqual(['failed', 'failed']);
  });
});
