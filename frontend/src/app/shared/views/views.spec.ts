import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { SavedView } from '@classy-book/contracts/saved-views';
import { settle, success } from '../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../core/testing/by-role';
import { submit, type } from '../../core/testing/user';
import { openPage, setUpDesk, type Desk } from '../desk/desk.test-support';
import { idOf } from '../desk/attempts.test-support';
import { SavedViews } from './saved-views';
import { queryOf, withQuery } from './view-query';

@Component({ selector: 'app-views-host', imports: [SavedViews], template: `<app-saved-views page="monitoring" />` })
class Host {}

function viewOf(name: string, different: Partial<SavedView> = {}): SavedView {
  return {
    id: idOf(name.length),
    page: 'monitoring',
    name,
    query: 'country=DE&outcome=failed',
    shared: false,
    isDefault: false,
    own: true,
    owner: 'admin@example.org',
    updatedAt: '2026-11-20T09:30:00Z',
    ...different,
  };
}

describe('the views of a list', () => {
  let desk: Desk;
  let page: HTMLElement;
  let views: readonly SavedView[];

  beforeEach(() => {
    views = [];
  });

  async function open(query = ''): Promise<void> {
    desk = await setUpDesk({ page: Host });
    desk.api.routes.set('GET /views', () => success(views));
    ({ page } = await openPage(desk, query));
  }

  const url = () => TestBed.inject(Router).url;

  async function openMenu(): Promise<void> {
    byRole(page, 'button', 'Views').click();
    await settle();
  }

  it('open with one press, and the one that is open is marked', async () => {
    views = [viewOf('Germany'), viewOf('Everything', { query: 'range=7d', own: false, owner: 'ada@example.org' })];
    await open('?outcome=failed&country=DE');
    await openMenu();
    const entries = allByRole(page, 'menuitemradio');
    expect(entries.map((entry) => entry.getAttribute('aria-checked'))).toEqual(['true', 'false']);
    expect(textOf(entries[1] ?? null)).toContain('ada@example.org');
    entries[1]?.click();
    await vi.waitFor(() => {
      expect(url()).toBe('/page?range=7d');
    });
  });

  it('are saved from the filters of now, under a name', async () => {
    await open('?outcome=failed&country=DE');
    await openMenu();
    byRole(page, 'menuitem', 'Save view').click();
    await settle();
    const dialog = byRole(document.body, 'dialog', 'Save view');
    submit(dialog);
    await settle();
    expect(textOf(dialog)).toContain('This is needed.');
    type(byLabel(dialog, 'Name'), ' Night ');
    byLabel(dialog, /^Share/).click();
    submit(dialog);
    await desk.api.answer();
    const [call] = desk.api.of('/views').filter(({ method }) => method === 'POST');
    expect(call?.body).toEqual({
      page: 'monitoring',
      name: 'Night',
      query: 'country=DE&outcome=failed',
      shared: true,
    });
  });

  it('are managed: one opens by itself, one goes', async () => {
    views = [viewOf('Germany')];
    await open('?outcome=failed');
    await openMenu();
    byRole(page, 'menuitem', 'Manage views').click();
    await settle();
    const dialog = byRole(document.body, 'dialog', 'Manage views');
    byRole(dialog, 'button', 'Open Germany by itself').click();
    await desk.api.answer();
    byRole(dialog, 'button', 'Delete Germany').click();
    await desk.api.answer();
    const calls = desk.api.of(`/views/${idOf(7)}`).map(({ method, body }) => [method, body]);
    expect(calls).toEqual([
      ['PATCH', { isDefault: true }],
      ['DELETE', null],
    ]);
  });

  it('shows the default one where the page is opened without filters, and only then', async () => {
    views = [viewOf('Germany', { isDefault: true })];
    await open();
    expect(url()).toBe('/page?country=DE&outcome=failed');
  });

  it('leaves filters of the address alone', async () => {
    views = [viewOf('Germany', { isDefault: true })];
    await open('?outcome=blocked');
    expect(url()).toBe('/page?outcome=blocked');
  });
});

describe('the query of a view', () => {
  it('is the same in whatever order the filters stand', () => {
    expect(queryOf('/admin/monitoring?b=2&a=1 x#top')).toBe('a=1+x&b=2');
    expect(queryOf('/admin/monitoring')).toBe('');
  });

  it('takes the place of the one that is there', () => {
    expect(withQuery('/admin/monitoring?b=2#top', 'a=1')).toBe('/admin/monitoring?a=1');
    expect(withQuery('/admin/monitoring?b=2', '')).toBe('/admin/monitoring');
  });
});
