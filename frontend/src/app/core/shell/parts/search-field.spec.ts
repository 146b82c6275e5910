import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { render, settle, setUpApp } from '../../testing/app-testing';
import { byRole } from '../../testing/by-role';
import { press, submit, type } from '../../testing/user';
import { SearchField, searchQuery } from './search-field';

@Component({ selector: 'app-empty', template: '' })
class EmptyPage {}

describe('the search field', () => {
  let page: HTMLElement;

  beforeEach(async () => {
    await setUpApp({ routes: [{ path: 'admin/monitoring', component: EmptyPage }] });
    ({ page } = await render(SearchField));
  });

  const field = (): HTMLInputElement => byRole(page, 'searchbox', /Search/) as HTMLInputElement;

  it('is where / goes to, and Escape leaves it', () => {
    press('/');
    expect(document.activeElement).toBe(field());
    press('Escape', field());
    expect(document.activeElement).toBe(document.body);
  });

  it.each([
    ['203.0.113.77', '/admin/monitoring?address=203.0.113.77'],
    ['Maya@Example.org', '/admin/monitoring?email=maya@example.org'],
  ])('looks %s up on the monitoring page', async (text, url) => {
    type(field(), text);
    submit(page);
    await vi.waitFor(() => {
      expect(TestBed.inject(Router).url).toBe(url);
    });
  });

  it('goes nowhere for nothing', async () => {
    type(field(), '   ');
    submit(page);
    await settle();
    expect(TestBed.inject(Router).url).toBe('/');
  });

  it.each([
    [' 203.0.113.0/24 ', { address: '203.0.113.0/24' }],
    ['2001:db8::1', { address: '2001:db8::1' }],
    ['::1', { address: '::1' }],
    ['face', { email: 'face' }],
    ['maya', { email: 'maya' }],
    ['bad.cafe', { address: 'bad.cafe' }],
    ['', null],
  ])('takes %j for %j', (text, query) => {
    expect(searchQuery(text)).toEqual(query);
  });
});
