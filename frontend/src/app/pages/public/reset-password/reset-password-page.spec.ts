import { failure, settle, success } from '../../../core/testing/app-testing';
import { byLabel, byRole } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { PublicPage, token } from '../../../shared/identity/pages.test-support';
import ResetPasswordPage from './reset-password-page';

describe('a new password by the link of a mail', () => {
  let opened: PublicPage;

  beforeEach(async () => {
    opened = await PublicPage.open(ResetPasswordPage, `/reset-password#token=${token}`);
  });

  async function send(password: string): Promise<void> {
    type(byLabel(opened.page, 'New password'), password);
    submit(opened.page);
    await settle();
  }

  it('is set, and the way on is the sign-in', async () => {
    await send('thimble rocket yonder');
    const sent = await opened.asked('/auth/password/reset');
    expect(sent.request.body).toEqual({ token, password: 'thimble rocket yonder' });
    sent.flush(success(null));
    await settle();
    expect(opened.text()).toContain('Your new password is set');
    expect(byRole(opened.page, 'link', 'Go to sign-in').getAttribute('href')).toBe('/login');
  });

  it('may be refused as too common, which leaves the link as it is', async () => {
    await send('password1');
    (await opened.asked('/auth/password/reset')).flush(failure('WEAK_PASSWORD'), { status: 400, statusText: 'Bad' });
    await settle();
    expect(document.getElementById('reset-password-note')?.textContent).toContain('too easy to guess');
    await send('thimble rocket yonder');
    (await opened.asked('/auth/password/reset')).flush(success(null));
  });

  it('needs a link that is still good, and says where to get a new one', async () => {
    await send('thimble rocket yonder');
    (await opened.asked('/auth/password/reset')).flush(failure('TOKEN_INVALID'), { status: 400, statusText: 'Bad' });
    await settle();
    expect(opened.text()).toContain('This link does not work any more');
    expect(byRole(opened.page, 'link', 'Have a new link sent').getAttribute('href')).toBe('/forgot-password');
  });
});
