import { Component, Service, inject, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { settle, setUpApp } from '../testing/app-testing';
import { I18nService } from './i18n';
import { PageFocus } from './page-focus';

@Component({ selector: 'app-first', template: '<h1>First</h1>' })
class FirstPage {}

@Component({ selector: 'app-second', template: '<h1>Second</h1>' })
class SecondPage {}

@Service()
class LateTexts {
  readonly there = signal(false);
}

@Component({ selector: 'app-late', template: '@if (texts.there()) { <h1>Late</h1> }' })
class LatePage {
  readonly texts = inject(LateTexts);
}

describe('a page that is navigated to', () => {
  let harness: RouterTestingHarness;

  beforeEach(async () => {
    await setUpApp({
      routes: [
        { path: '', component: FirstPage },
        { path: 'late', component: LatePage },
        { path: 'second', title: 'titles.monitoring', component: SecondPage },
      ],
    });
    TestBed.inject(PageFocus).start();
    harness = await RouterTestingHarness.create('/');
    document.body.append(harness.fixture.nativeElement as Node);
  });

  it('has its title in the language of the page, also after a switch', async () => {
    await settle();
    expect(document.title).toBe('Classy Book');
    await harness.navigateByUrl('/second');
    await settle();
    expect(document.title).toBe('Monitoring · Classy Book');
    await TestBed.inject(I18nService).set('ar');
    await settle();
    expect(document.title).toBe('المراقبة · كلاسي بوك');
  });

  it('gets the focus on its heading', async () => {
    await settle();
    expect(document.activeElement).toBe(document.body);
    await harness.navigateByUrl('/second');
    await settle();
    expect(document.activeElement?.textContent).toBe('Second');
  });

  it('gets the focus on a heading that comes later, unless somebody has gone elsewhere', async () => {
    await harness.navigateByUrl('/late');
    await settle();
    const late = TestBed.inject(LateTexts);
    late.there.set(true);
    await settle();
    await vi.waitFor(() => {
      expect(document.activeElement?.textContent).toBe('Late');
    });

    late.there.set(false);
    await harness.navigateByUrl('/second');
    await harness.navigateByUrl('/late');
    await settle();
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    late.there.set(true);
    await settle();
    await Promise.resolve();
    expect(document.activeElement).toBe(field);
  });

  it('keeps the focus where it is when only a filter in its URL changes', async () => {
    await harness.navigateByUrl('/second');
    await settle();
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    await TestBed.inject(Router).navigateByUrl('/second?outcome=failed');
    await settle();
    expect(document.activeElement).toBe(field);
  });
});
