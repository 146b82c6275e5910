import { HttpErrorResponse } from '@angular/common/http';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { setUpApp } from '../testing/app-testing';
import { GlobalErrorHandler } from './error-handler';
import { LastFailure } from './last-failure';

@Component({ template: '' })
class EmptyPage {}

describe('an error that nobody caught', () => {
  let handler: GlobalErrorHandler;
  let router: Router;

  beforeEach(async () => {
    await setUpApp({
      routes: [
        { path: 'error', component: EmptyPage },
        { path: 'work', component: EmptyPage },
      ],
    });
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    handler = TestBed.inject(GlobalErrorHandler);
    router = TestBed.inject(Router);
    await router.navigateByUrl('/work');
  });

  async function shown(): Promise<string | undefined> {
    await vi.waitFor(() => {
      expect(router.url).toBe('/error');
    });
    return TestBed.inject(LastFailure).current()?.kind;
  }

  it('leads to the error page and keeps the address, so that loading again goes back', async () => {
    handler.handleError(new Error('broken'));
    expect(await shown()).toBe('unexpected');
    expect(location.pathname).not.toBe('/error');
  });

  it('is told apart where a part of the app could not be fetched', async () => {
    handler.handleError(new TypeError('Failed to fetch dynamically imported module: /chunk-A.js'));
    expect(await shown()).toBe('chunk');
  });

  it('is looked for inside a rejected promise', async () => {
    const rejection = new TypeError('error loading dynamically imported module');
    handler.handleError(Object.assign(new Error('Uncaught (in promise)'), { rejection }));
    expect(await shown()).toBe('chunk');
  });

  it('does not tear the page down for a failed call, which has had its toast', async () => {
    handler.handleError(new HttpErrorResponse({ status: 500 }));
    await Promise.resolve();
    expect(router.url).toBe('/work');
    expect(console.error).toHaveBeenCalled();
  });
});
