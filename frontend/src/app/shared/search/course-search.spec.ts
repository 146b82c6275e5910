import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { render, success } from '../../core/testing/app-testing';
import { allByRole, byRole } from '../../core/testing/by-role';
import { press, submit, type } from '../../core/testing/user';
import { setUpTeach, type Teaching } from '../teach/teach.test-support';
import { CourseSearch } from './course-search';

@Component({ selector: 'app-empty', template: '' })
class EmptyPage {}

const about = { courseId: 'b'.repeat(24), courseSlug: 'night-sky', courseTitle: 'Reading the night sky', excerpt: '' };
const found = [
  { ...about, kind: 'course', id: 'b'.repeat(24), title: 'Reading the night sky' },
  { ...about, kind: 'lesson', id: 'c'.repeat(24), title: 'Night vision' },
];

describe('the search of the top bar', () => {
  let teaching: Teaching;
  let page: HTMLElement;
  const field = (): HTMLInputElement => byRole(page, 'combobox') as HTMLInputElement;

  beforeEach(async () => {
    teaching = await setUpTeach({ role: 'user' });
    TestBed.inject(Router).config.push({ path: '**', component: EmptyPage });
    teaching.api.routes.set('GET /search/suggestions', () => success(found));
    teaching.api.routes.set('GET /catalogue/suggestions', () => success(found.slice(0, 1)));
    ({ page } = await render(CourseSearch));
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function suggest(text: string): Promise<void> {
    type(field(), text);
    await vi.advanceTimersByTimeAsync(200);
    await teaching.api.answer();
  }

  it('suggests what fits, and goes to what is chosen with the arrow keys', async () => {
    await suggest('night');
    expect(field().getAttribute('aria-expanded')).toBe('true');
    expect(allByRole(page, 'option')).toHaveLength(2);
    press('ArrowDown', field());
    press('ArrowDown', field());
    TestBed.tick();
    const chosen = page.querySelector('[aria-selected="true"]');
    expect(chosen?.textContent).toContain('Night vision');
    expect(field().getAttribute('aria-activedescendant')).toBe(chosen?.id);
    submit(page);
    await teaching.api.answer();
    expect(TestBed.inject(Router).url).toBe(`/learn/night-sky/${'c'.repeat(24)}`);
    expect(field().value).toBe('');
  });

  it('looks in the catalogue where nothing is chosen', async () => {
    await suggest('stars');
    submit(page);
    await teaching.api.answer();
    expect(TestBed.inject(Router).url).toBe('/courses?q=stars');
  });

  it('asks once for what was typed at last, and not for a single letter', async () => {
    await suggest('n');
    type(field(), 'ni');
    await vi.advanceTimersByTimeAsync(50);
    await suggest('nig');
    expect(teaching.api.of('/suggestions').map(({ params }) => params.get('q'))).toEqual(['nig']);
  });

  it('closes with Escape, and asks the public catalogue where nobody is signed in', async () => {
    teaching.auth.user.set(null);
    await suggest('night');
    expect(teaching.api.of('/catalogue/suggestions')).toHaveLength(1);
    press('Escape', field());
    TestBed.tick();
    expect(field().getAttribute('aria-expanded')).toBe('false');
  });

  it('is reached with the slash key from anywhere', () => {
    press('/');
    expect(document.activeElement).toBe(field());
  });
});
