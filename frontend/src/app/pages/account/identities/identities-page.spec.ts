import { TestBed } from '@angular/core/testing';
import { ToastService } from '../../../core/services/toasts';
import { settle } from '../../../core/testing/app-testing';
import { allByRole, byRole, textOf } from '../../../core/testing/by-role';
import { identityOf, idOf, openAccount } from '../../../shared/account/account.test-support';
import { Departure } from '../../../shared/account/departure';
import IdentitiesPage from './identities-page';

const unlinkRoute = `DELETE /account/identities/${idOf(1)}`;

async function open(
  providers = [
    { id: 'google', name: 'Google' },
    { id: 'school', name: 'School' },
  ],
  identities = [identityOf()],
) {
  const account = await openAccount(IdentitiesPage);
  const options = { registration: 'open', passkeys: true, devMailbox: false, providers };
  account.api.answers.set('GET /auth/options', () => options);
  account.api.answers.set('GET /account/identities', () => identities);
  await account.api.answer();
  return account;
}

async function unlink(page: HTMLElement): Promise<void> {
  byRole(page, 'button', 'Unlink Google').click();
  await settle();
  byRole(byRole(document.body, 'dialog', 'Unlink Google?'), 'button', 'Unlink').click();
}

describe('the linked accounts', () => {
  afterEach(() => {
    sessionStorage.clear();
  });

  it('show every provider with the account there', async () => {
    const { page } = await open();
    expect(textOf(page)).toMatch(/Google.*Linked.*maya@example\.com.*School.*Not linked/s);
  });

  it('show also what is linked at a provider that is not offered any more', async () => {
    const { page } = await open([]);
    expect(textOf(page)).toMatch(/Google.*Not offered any more/s);
    expect(byRole(page, 'button', 'Unlink Google')).toBeTruthy();
  });

  it('say so where there is no provider at all', async () => {
    const { page } = await open([], []);
    expect(textOf(page)).toContain('No providers are set up here');
  });

  it('go to the provider, and leave a mark for the way back', async () => {
    const { page, api } = await open();
    const leave = vi.spyOn(TestBed.inject(Departure), 'to').mockReturnValue();
    api.answers.set('POST /account/identities/school/start', () => ({ authorizationUrl: 'https://school.example/in' }));
    byRole(page, 'button', 'Link School').click();
    await api.answer();
    expect(leave).toHaveBeenCalledExactlyOnceWith('https://school.example/in');
    expect(sessionStorage.getItem('classy.oauth.link')).toBe('school');
  });

  it('leave no mark where the provider cannot be reached', async () => {
    const { page, api } = await open();
    const leave = vi.spyOn(TestBed.inject(Departure), 'to').mockReturnValue();
    api.refusals.set('POST /account/identities/school/start', { status: 503, code: 'PROVIDER_UNAVAILABLE' });
    byRole(page, 'button', 'Link School').click();
    await api.answer();
    expect(leave).not.toHaveBeenCalled();
    expect(sessionStorage.getItem('classy.oauth.link')).toBeNull();
    expect(TestBed.inject(ToastService).toasts()).toHaveLength(1);
  });

  it('are unlinked once that was confirmed', async () => {
    const { page, api } = await open();
    api.answers.set('GET /account/identities', () => []);
    await unlink(page);
    await api.answer();
    expect(api.sent(unlinkRoute)).toHaveLength(1);
    expect(allByRole(page, 'button', 'Link Google')).toHaveLength(1);
  });

  it('say why the only way to sign in cannot be unlinked, and where another one is added', async () => {
    const { page, api } = await open();
    api.refusals.set(unlinkRoute, { status: 409, code: 'LAST_SIGN_IN_METHOD' });
    await unlink(page);
    await api.answer();
    expect(textOf(byRole(page, 'alert'))).toContain('Google is your only way to sign in');
    expect(byRole(page, 'link', 'Go to Security').getAttribute('href')).toBe('/account/security');
  });
});

describe('leaving the app', () => {
  it('goes to web addresses only', () => {
    const assign = vi.fn();
    const departure = TestBed.inject(Departure);
    Object.assign(departure, { document: { location: { assign } } });
    departure.to('javascript:alert(1)');
    expect(assign).not.toHaveBeenCalled();
    departure.to('https://accounts.example/authorize?x=1');
    expect(assign).toHaveBeenCalledExactlyOnceWith('https://accounts.example/authorize?x=1');
  });
});
