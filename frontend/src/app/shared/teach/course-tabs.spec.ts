import { TestBed } from '@angular/core/testing';
import { render, settle, success } from '../../core/testing/app-testing';
import { allByRole, textOf } from '../../core/testing/by-role';
import { idOf } from '../desk/attempts.test-support';
import { CourseTabs, courseTabs } from './course-tabs';
import { CourseTitles } from './course-titles';
import { setUpTeach } from './teach.test-support';

describe('the top of a page about a course', () => {
  it('leads to every page of the course and says which one is open', async () => {
    const { api } = await setUpTeach();
    api.routes.set(`GET /teach/courses/${idOf(7)}`, () => success({ title: 'The night sky' }));
    const { page } = await render(CourseTabs, { course: idOf(7), current: 'people' });
    await api.answer();
    const links = allByRole(page, 'link').map((link) => link.getAttribute('href'));
    expect(links).toHaveLength(courseTabs.length + 1);
    expect(links.slice(0, 3)).toEqual(['/teach', `/teach/${idOf(7)}`, `/teach/${idOf(7)}/settings`]);
    expect(textOf(page.querySelector('[aria-current="page"]')).trim()).toBe('People');
    expect(textOf(page)).toContain('The night sky');
  });

  it('asks for the title once, and follows a change of it', async () => {
    const { api } = await setUpTeach();
    api.routes.set(`GET /teach/courses/${idOf(7)}`, () => success({ title: 'The night sky' }));
    const { page } = await render(CourseTabs, { course: idOf(7), current: 'content' });
    await api.answer();
    TestBed.inject(CourseTitles).tell(idOf(7), 'The sky by night');
    await settle();
    expect(textOf(page)).toContain('The sky by night');
    await render(CourseTabs, { course: idOf(7), current: 'settings' });
    await api.answer();
    expect(api.of(`/teach/courses/${idOf(7)}`)).toHaveLength(1);
  });
});
