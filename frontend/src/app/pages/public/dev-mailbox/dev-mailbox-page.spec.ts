import { failure, settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, nameOf, textOf } from '../../../core/testing/by-role';
import { PublicPage } from '../../../shared/identity/pages.test-support';
import DevMailboxPage from './dev-mailbox-page';

const mail = (id: string, subject: string) => ({
  id: id.repeat(24),
  to: 'maya@example.org',
  subject,
  text: `${subject}: http://localhost:3000/verify-email#token=abc and http://localhost:3000/not-me#token=def`,
  html: `<p>${subject}</p><script>alert(1)</script>`,
  sentAt: '2026-11-20T10:00:00.000Z',
});

describe('the local mailbox', () => {
  let opened: PublicPage;

  beforeEach(async () => {
    opened = await PublicPage.open(DevMailboxPage, '/dev/mailbox');
  });

  it('shows the newest mail in a frame that runs nothing, and its links', async () => {
    (await opened.asked('/dev/mailbox')).flush(success([mail('b', 'Newer'), mail('a', 'Older')]));
    await settle();
    const frame = opened.page.querySelector('iframe');
    expect(frame?.srcdoc).toContain('<p>Newer</p>');
    expect(frame?.getAttribute('sandbox')).not.toMatch(/allow-(scripts|same-origin|forms|top-navigation)/);
    const links = allByRole(byRole(opened.page, 'list', 'Links in the mail'), 'link').map(nameOf);
    expect(links).toEqual(['http://localhost:3000/verify-email#token=abc', 'http://localhost:3000/not-me#token=def']);
  });

  it('opens another mail, also as text, and looks again', async () => {
    (await opened.asked('/dev/mailbox')).flush(success([mail('b', 'Newer'), mail('a', 'Older')]));
    await settle();
    byRole(byRole(opened.page, 'navigation', 'Mails'), 'button', /^Older/).click();
    byLabel(opened.page, 'Text').click();
    await settle();
    expect(textOf(opened.page.querySelector('pre'))).toContain('Older: http');
    byRole(opened.page, 'button', 'Look again').click();
    (await opened.asked('/dev/mailbox')).flush(success([]));
    await settle();
    expect(opened.text()).toContain('Nothing has been sent yet');
  });

  it('is not there where mails are really sent', async () => {
    (await opened.asked('/dev/mailbox')).flush(failure('NOT_FOUND'), { status: 404, statusText: 'Not Found' });
    await settle();
    expect(opened.text()).toContain('There is no mailbox here');
  });
});
