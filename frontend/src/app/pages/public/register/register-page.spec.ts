import { failure, settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { PublicPage } from '../../../shared/identity/pages.test-support';
import RegisterPage from './register-page';

describe('the registration', () => {
  let opened: PublicPage;

  async function open(offer = {}): Promise<void> {
    opened = await PublicPage.open(RegisterPage, '/register');
    await opened.offer(offer);
  }

  async function send(password = 'thimble rocket yonder'): Promise<void> {
    type(byLabel(opened.page, 'First name'), 'Maya');
    type(byLabel(opened.page, 'Last name'), 'Haddad');
    type(byLabel(opened.page, 'Email'), ' maya@example.org ');
    type(byLabel(opened.page, 'Password'), password);
    submit(opened.page);
    await settle();
  }

  it('sends what was filled in, and says where to look', async () => {
    await open();
    await send();
    const sent = await opened.asked('/auth/register');
    expect(sent.request.body).toEqual({
      email: 'maya@example.org',
      password: 'thimble rocket yonder',
      firstName: 'Maya',
      lastName: 'Haddad',
      locale: 'en',
    });
    sent.flush(success(null));
    await settle();
    expect(opened.text()).toContain('We have sent a mail to maya@example.org.');
    expect(allByRole(opened.page, 'link', 'Open the local mailbox')).toHaveLength(0);
  });

  it('sends the mail again, and lets another address be used', async () => {
    await open({ devMailbox: true });
    await send();
    (await opened.asked('/auth/register')).flush(success(null));
    await settle();
    expect(byRole(opened.page, 'link', 'Open the local mailbox').getAttribute('href')).toBe('/dev/mailbox');
    byRole(opened.page, 'button', 'Send it again').click();
    const again = await opened.asked('/auth/email/resend');
    expect(again.request.body).toEqual({ email: 'maya@example.org', locale: 'en' });
    again.flush(success(null));
    await settle();
    expect(textOf(byRole(opened.page, 'status'))).toContain('another mail is on its way');
    byRole(opened.page, 'button', 'Use another address').click();
    await settle();
    expect(byLabel(opened.page, 'Email')).toBeTruthy();
  });

  it('sends nothing incomplete and goes to the first field that is not right', async () => {
    await open();
    submit(opened.page);
    await settle();
    opened.http.verify();
    expect(document.activeElement).toBe(byLabel(opened.page, 'First name'));
    await send('short');
    opened.http.verify();
    expect(opened.text()).toContain('A password has at least 8 characters.');
    expect(document.activeElement).toBe(byLabel(opened.page, 'Password'));
  });

  it('refuses a name that the server would refuse', async () => {
    await open();
    type(byLabel(opened.page, 'First name'), '<b>Maya</b>');
    submit(opened.page);
    await settle();
    expect(opened.text()).toContain('A name cannot contain');
  });

  it('says at the field that a password is too common', async () => {
    await open();
    await send('password1');
    (await opened.asked('/auth/register')).flush(failure('WEAK_PASSWORD'), { status: 400, statusText: 'Bad' });
    await settle();
    expect(document.getElementById('register-password-note')?.textContent).toContain('too easy to guess');
    expect(textOf(byRole(opened.page, 'alert')).trim()).toBe('');
    await send('thimble rocket yonder');
    (await opened.asked('/auth/register')).flush(success(null));
  });

  it('says at the field what the server refused', async () => {
    await open();
    await send();
    const details = [{ path: 'email', message: 'is not an email' }];
    const body = failure('VALIDATION_FAILED', { details });
    (await opened.asked('/auth/register')).flush(body, { status: 400, statusText: 'Bad' });
    await settle();
    expect(document.getElementById('register-email-note')?.textContent).toContain('does not accept this');
  });

  it.each([
    ['closed', /Accounts are made by administrators here/],
    ['invitation', /You need an invitation/],
  ] as const)('has no form where it is %s', async (registration, sentence) => {
    await open({ registration });
    expect(opened.text()).toMatch(sentence);
    expect(opened.page.querySelector('form')).toBeNull();
  });
});
