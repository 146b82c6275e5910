import { settle, success } from '../../../core/testing/app-testing';
import { byLabel, byRole } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { PublicPage } from '../../../shared/identity/pages.test-support';
import ForgotPasswordPage from './forgot-password-page';

describe('a forgotten password', () => {
  it('is answered alike whether the address has an account or not', async () => {
    const opened = await PublicPage.open(ForgotPasswordPage, '/forgot-password');
    await opened.offer({ devMailbox: true });
    submit(opened.page);
    await settle();
    opened.http.verify();
    type(byLabel(opened.page, 'Email'), 'maya@example.org');
    submit(opened.page);
    const sent = await opened.asked('/auth/password/forgot');
    expect(sent.request.body).toEqual({ email: 'maya@example.org', locale: 'en' });
    sent.flush(success(null));
    await settle();
    expect(opened.text()).toContain('If maya@example.org has an account, a mail with a link is on its way.');
    expect(byRole(opened.page, 'link', 'Open the local mailbox')).toBeTruthy();
  });
});
