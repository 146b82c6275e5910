import { failure, settle, success } from '../../../core/testing/app-testing';
import { byLabel, byRole } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { PublicPage, token } from '../../../shared/identity/pages.test-support';
import InvitationPage from './invitation-page';

const preview = {
  email: 'leo@example.org',
  invitedBy: 'Maya Haddad',
  role: 'instructor',
  expiresAt: '2026-11-27T10:00:00.000Z',
};

describe('an invitation', () => {
  let opened: PublicPage;

  beforeEach(async () => {
    opened = await PublicPage.open(InvitationPage, `/invitation#token=${token}`);
  });

  it('says who invites, as what, and under which email, and makes the account', async () => {
    const looked = await opened.asked('/auth/invitations/inspect');
    expect(looked.request.body).toEqual({ token });
    looked.flush(success(preview));
    await settle();
    expect(opened.text()).toContain('Maya Haddad invites you as Teacher.');
    expect(opened.text()).toContain('leo@example.org');
    type(byLabel(opened.page, 'First name'), 'Leo');
    type(byLabel(opened.page, 'Last name'), 'Haddad');
    type(byLabel(opened.page, 'Password'), 'thimble rocket yonder');
    submit(opened.page);
    const accepted = await opened.asked('/auth/invitations/accept');
    expect(accepted.request.body).toEqual({
      token,
      firstName: 'Leo',
      lastName: 'Haddad',
      password: 'thimble rocket yonder',
      locale: 'en',
    });
    accepted.flush(success(null));
    await settle();
    expect(opened.text()).toContain('Your account is ready');
    expect(byRole(opened.page, 'link', 'Go to sign-in')).toBeTruthy();
  });

  it('that does not hold any more says whom to ask', async () => {
    const body = failure('TOKEN_INVALID');
    (await opened.asked('/auth/invitations/inspect')).flush(body, { status: 400, statusText: 'Bad' });
    await settle();
    expect(opened.text()).toContain('Ask the person who invited you');
  });

  it('can be looked at again where the server did not answer', async () => {
    (await opened.asked('/auth/invitations/inspect')).error(new ProgressEvent('error'));
    await settle();
    byRole(opened.page, 'button', 'Try again').click();
    (await opened.asked('/auth/invitations/inspect')).flush(success(preview));
    await settle();
    expect(opened.text()).toContain('invites you as');
  });
});
