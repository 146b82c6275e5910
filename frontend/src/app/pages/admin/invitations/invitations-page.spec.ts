import { failure, settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { type } from '../../../core/testing/user';
import { openPage, setUpDesk, type Desk } from '../../../shared/desk/desk.test-support';
import { rolesOf } from '../../../shared/people/people.test-support';
import InvitationsPage from './invitations-page';

const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();
const ID = 'a'.repeat(64);

describe('the invitations', () => {
  let desk: Desk;
  let page: HTMLElement;
  let open: readonly object[];

  beforeEach(async () => {
    desk = await setUpDesk({ page: InvitationsPage });
    open = [
      {
        id: ID,
        email: 'new@example.org',
        role: 'instructor',
        roleTitle: 'Instructor',
        invitedBy: 'Nada Aziz',
        createdAt: new Date(Date.now() - 120_000).toISOString(),
        expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      },
    ];
    desk.api.routes.set('GET /admin/invitations', () => success(open));
    desk.api.routes.set('POST /admin/invitations', () => success(null));
    desk.api.routes.set('GET /admin/roles', () => success(rolesOf()));
  });

  const show = async () => {
    ({ page } = await openPage(desk));
  };
  const rows = () =>
    allByRole(byRole(page, 'table', 'Open invitations'), 'row')
      .slice(1)
      .map(tidy);

  it('say who was invited as what, by whom, and how long that holds', async () => {
    await show();
    expect(rows()[0]).toMatch(/^new@example\.org Teacher Nada Aziz 2 min (1:00:00|59:\d\d) Withdraw$/);
  });

  it('are withdrawn after asking, and the list is read again', async () => {
    await show();
    byRole(page, 'button', 'Withdraw the invitation of new@example.org').click();
    await settle();
    open = [];
    byRole(byRole(document.body, 'dialog', 'Withdraw this invitation?'), 'button', 'Withdraw').click();
    await desk.api.answer();
    expect(desk.api.of(`/invitations/${ID}`).map(({ method }) => method)).toEqual(['DELETE']);
    expect(tidy(page)).toContain('No invitation is open');
  });

  it('appear once they were sent', async () => {
    await show();
    byRole(page, 'button', 'Invite').click();
    await settle();
    type(byLabel(document.body, 'Email'), 'two@example.org');
    await settle();
    byRole(byRole(document.body, 'dialog', 'Invite somebody'), 'button', 'Send invitation').click();
    await desk.api.answer();
    expect(desk.api.of('/invitations').map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
  });

  it('say what went wrong when they are not known', async () => {
    desk.api.failing.set('/invitations', { status: 503, body: failure('SERVICE_UNAVAILABLE') });
    await show();
    expect(tidy(page)).toContain('The invitations could not be loaded');
  });
});
