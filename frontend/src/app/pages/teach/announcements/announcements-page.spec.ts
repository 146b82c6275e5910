import type { Announcement } from '@classy-book/contracts/community';
import { settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { communityTexts, loadTexts, onePage } from '../../../shared/discussion/discussion.test-support';
import { openTeachPage, setUpTeach } from '../../../shared/teach/teach.test-support';
import AnnouncementsPage from './announcements-page';

const listPath = `/teach/courses/${idOf(900)}/announcements`;
const welcome: Announcement = {
  id: idOf(5),
  title: 'Welcome',
  html: '<p>Good to have <strong>you</strong>.</p>',
  author: 'Maya Haddad',
  avatarUrl: null,
  at: '2026-11-20T09:00:00.000Z',
};

async function open(announcements: Announcement[]) {
  const teaching = await setUpTeach({
    page: AnnouncementsPage,
    path: 'teach/:course/announcements',
    texts: communityTexts,
  });
  await loadTexts('community', 'desk', 'account', 'teach');
  teaching.api.routes.set(`GET ${listPath}`, () => onePage(announcements));
  teaching.api.routes.set(`GET /teach/courses/${idOf(900)}`, () => success({ title: 'The night sky' }));
  const opened = await openTeachPage(teaching, `/teach/${idOf(900)}/announcements`);
  await settle();
  return { ...opened, api: teaching.api };
}

describe('the announcements of a course', () => {
  it('are listed, newest first, as they were written', async () => {
    const { page } = await open([welcome]);
    expect(byRole(page, 'heading', 'Welcome')).toBeTruthy();
    expect(page.querySelector('app-announcement-list strong')?.textContent).toBe('you');
  });

  it('need a title and a text', async () => {
    const { api, page } = await open([]);
    submit(page);
    await settle();
    expect(byLabel(page, 'Title').getAttribute('aria-invalid')).toBe('true');
    expect(allByRole(page, 'alert').map(textOf).join(' ')).toContain('This is needed.');
    type(byLabel(page, 'Title'), 'Only a title');
    submit(page);
    await api.answer();
    expect(api.of(listPath).filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('are deleted once that is confirmed', async () => {
    const { api, page } = await open([welcome]);
    api.routes.set(`DELETE ${listPath}/${welcome.id}`, () => success(null));
    byRole(page, 'button', 'Delete Welcome').click();
    await settle();
    byRole(byRole(document.body, 'dialog', 'Delete “Welcome”?'), 'button', 'Delete').click();
    await vi.waitFor(async () => {
      await api.answer();
      expect(textOf(page)).toContain('Nothing was announced yet');
    });
    expect(api.of(`${listPath}/${welcome.id}`).map(({ method }) => method)).toEqual(['DELETE']);
  });
});
