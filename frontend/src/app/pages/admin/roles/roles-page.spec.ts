import { TestBed } from '@angular/core/testing';
import { ToastService } from '../../../core/services/toasts';
import { failure, settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { type } from '../../../core/testing/user';
import { openPage, setUpDesk, type Desk } from '../../../shared/desk/desk.test-support';
import { rolesOf } from '../../../shared/people/people.test-support';
import { keyFor } from './parts/role-rules';
import RolesPage from './roles-page';

const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();

describe('the roles', () => {
  let desk: Desk;
  let page: HTMLElement;

  async function open(different: Parameters<typeof rolesOf>[0] = {}): Promise<void> {
    desk = await setUpDesk({ page: RolesPage });
    desk.api.routes.set('GET /admin/roles', () => success(rolesOf(different)));
    ({ page } = await openPage(desk));
  }

  const dialog = (name: string) => byRole(document.body, 'dialog', name);

  it('are shown with their people and with what they may do', async () => {
    await open({ people: 4 });
    expect(tidy(page)).toContain('Support desk support_desk Answers calls. 4 people 1 permission');
    const rows = allByRole(byRole(page, 'table'), 'row').map(tidy);
    expect(rows[0]).toBe('Permission Learner Teacher Administrator Super administrator Support desk');
    expect(rows.find((row) => row.startsWith('See people'))).toMatch(/ no no yes yes yes$/);
    expect(rows.find((row) => row.startsWith('Manage roles'))).toMatch(/ no no no yes no$/);
  });

  it('can be changed where they are not built in, and deleted where nobody has them', async () => {
    await open({ people: 4 });
    const buttons = allByRole(page, 'button').map((button) => [button.getAttribute('aria-label'), button]);
    expect(buttons.map(([label]) => label)).toEqual([
      null,
      'Change the role Support desk',
      'Delete the role Support desk',
    ]);
    expect((byRole(page, 'button', 'Delete the role Support desk') as HTMLButtonElement).disabled).toBe(true);
  });

  it('are made of a name, a key that follows it, and permissions that the administrator holds', async () => {
    await open();
    byRole(page, 'button', 'New role').click();
    await settle();
    const editor = dialog('New role');
    expect(byLabel(editor, /^Manage roles/).disabled).toBe(true);
    type(byLabel(editor, 'Name'), 'Night watch');
    await settle();
    expect(byLabel(editor, 'Key').value).toBe('night_watch');
    byRole(editor, 'button', 'Create role').click();
    await settle();
    expect(tidy(byRole(editor, 'alert'))).toBe('Choose at least one permission.');
    byLabel(editor, /^Watch sign-ins/).click();
    byLabel(editor, /^Enter the desk/).click();
    await settle();
    byRole(editor, 'button', 'Create role').click();
    await desk.api.answer();
    const [call] = desk.api.of('/admin/roles').filter(({ method }) => method === 'POST');
    expect(call?.body).toEqual({
      key: 'night_watch',
      title: 'Night watch',
      description: '',
      permissions: ['admin:access', 'monitoring:read'],
    });
  });

  it('cannot take the key of another', async () => {
    await open();
    byRole(page, 'button', 'New role').click();
    await settle();
    const editor = dialog('New role');
    type(byLabel(editor, 'Name'), 'Support desk');
    byRole(editor, 'button', 'Create role').click();
    await settle();
    expect(tidy(editor)).toContain('There is a role with this key already.');
  });

  it('keep their key when they are changed', async () => {
    await open();
    byRole(page, 'button', 'Change the role Support desk').click();
    await settle();
    const editor = dialog('Change role');
    type(byLabel(editor, 'Name'), 'Help desk');
    byLabel(editor, /^Lock accounts/).click();
    await settle();
    byRole(editor, 'button', 'Save role').click();
    await desk.api.answer();
    expect(desk.api.of('/admin/roles/support_desk')[0]).toMatchObject({
      method: 'PUT',
      body: { title: 'Help desk', description: 'Answers calls.', permissions: ['users:read', 'users:lock'] },
    });
  });

  it('are deleted after asking; a refusal is told', async () => {
    await open();
    desk.api.failing.set('/admin/roles/support_desk', { status: 409, body: failure('ROLE_IN_USE') });
    byRole(page, 'button', 'Delete the role Support desk').click();
    await settle();
    byRole(dialog('Delete the role Support desk?'), 'button', 'Delete').click();
    await desk.api.answer();
    expect(
      TestBed.inject(ToastService)
        .toasts()
        .map(({ kind }) => kind),
    ).toEqual(['danger']);
  });

  it('say what went wrong when they are not known', async () => {
    desk = await setUpDesk({ page: RolesPage });
    desk.api.failing.set('/admin/roles', { status: 503, body: failure('SERVICE_UNAVAILABLE') });
    ({ page } = await openPage(desk));
    expect(tidy(page)).toContain('The roles could not be loaded');
  });
});

describe('the key of a role', () => {
  it.each([
    ['Support desk', 'support_desk'],
    ['  Élèves & 2 ', 'eleves_2'],
    ['2nd line', 'nd_line'],
    ['مكتب الدعم', ''],
    ['X', ''],
  ])('that goes with %s is %s', (title, key) => {
    expect(keyFor(title)).toBe(key);
  });
});
