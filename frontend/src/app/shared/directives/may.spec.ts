import { Component } from '@angular/core';
import { AuthService } from '../../core/services/auth';
import { render, settle, setUpApp, userWith } from '../../core/testing/app-testing';
import { allByRole, nameOf } from '../../core/testing/by-role';
import { FakeAuth } from '../../core/testing/fakes';
import { May } from './may';

@Component({
  selector: 'app-host',
  imports: [May],
  template: `
    <button *appMay="'users:lock'">Lock</button>
    <button *appMay="['users:lock', 'audit:read']">Look up</button>
  `,
})
class Host {}

describe('what only some may do', () => {
  it('is shown to those who may, and goes when they may no more', async () => {
    const auth = new FakeAuth();
    await setUpApp({ providers: [{ provide: AuthService, useValue: auth }] });
    const { page } = await render(Host);
    const shown = (): readonly string[] => allByRole(page, 'button').map(nameOf);
    expect(shown()).toEqual([]);
    auth.user.set(userWith('admin'));
    await settle();
    expect(shown()).toEqual(['Lock']);
    auth.user.set(userWith('super_admin'));
    await settle();
    expect(shown()).toEqual(['Lock', 'Look up']);
    auth.user.set(userWith('user'));
    await settle();
    expect(shown()).toEqual([]);
  });
});
