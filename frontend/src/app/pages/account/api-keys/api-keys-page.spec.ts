import { Clipboard } from '@angular/cdk/clipboard';
import { TestBed } from '@angular/core/testing';
import { settle } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { submit, type } from '../../../core/testing/user';
import { idOf, keyOf, minutesFromNow, openAccount } from '../../../shared/account/account.test-support';
import ApiKeysPage from './api-keys-page';
import { keyState, linesOf, wrongLine } from './key-rules';

async function open(keys = [keyOf(1)]) {
  const account = await openAccount(ApiKeysPage, { role: 'admin' });
  account.api.answers.set('GET /account/api-keys', () => keys);
  await account.api.answer();
  return account;
}

async function openDialog(page: HTMLElement): Promise<HTMLElement> {
  byRole(page, 'button', 'Create a key').click();
  await settle();
  return byRole(document.body, 'dialog', 'Create an API key');
}

describe('the API keys', () => {
  it('are shown with their state, what they may do, and from where they were used', async () => {
    const used = keyOf(1, { lastUsedAt: minutesFromNow(-5), lastUsedFrom: '203.0.113.77' });
    const expired = keyOf(2, { name: 'Old', expiresAt: minutesFromNow(-10), allowedRanges: ['203.0.113.0/24'] });
    const revoked = keyOf(3, { name: 'Leaked', revokedAt: minutesFromNow(-10) });
    const { page } = await open([used, expired, revoked]);
    const text = textOf(page).replaceAll(/\s+/g, ' ');
    expect(text).toMatch(/Nightly report Active cbk_Ab3dE.*Read sign-in attempts.*203\.0\.113\.77.*Anywhere/);
    expect(text).toMatch(/Old Expired.*Never.*203\.0\.113\.0\/24.*Leaked Revoked/);
    expect(allByRole(page, 'button', /^Revoke/)).toHaveLength(1);
  });

  it('say so where there are none', async () => {
    const { page } = await open([]);
    expect(textOf(page)).toContain('You have no API keys');
  });

  it('are not offered to those who hold nothing that a key can carry', async () => {
    const account = await openAccount(ApiKeysPage);
    account.api.answers.set('GET /account/api-keys', () => []);
    await account.api.answer();
    expect(textOf(account.page)).toContain('There is nothing that a key of yours could do');
    expect(allByRole(account.page, 'button')).toHaveLength(0);
  });

  it('are created with what was chosen, shown once, and gone from the page afterwards', async () => {
    const { page, api } = await open();
    const copy = vi.spyOn(TestBed.inject(Clipboard), 'copy').mockReturnValue(true);
    api.answers.set('POST /account/api-keys', () => ({
      apiKey: keyOf(9, { name: 'Backup' }),
      key: 'cbk_secretsecret',
    }));
    const dialog = await openDialog(page);
    expect(allByRole(dialog, 'checkbox', /account:self/)).toHaveLength(0);
    type(byLabel(dialog, 'Name'), ' Backup ');
    byRole(dialog, 'checkbox', /users:read/).click();
    byRole(dialog, 'checkbox', /monitoring:read/).click();
    byRole(dialog, 'checkbox', /users:read/).click();
    byRole(dialog, 'radio', '30 days').click();
    type(byLabel(dialog, 'Requests a minute'), '120');
    type(byLabel(dialog, /^Only from these addresses/), '203.0.113.0/24\n 2001:db8::1 ');
    await settle();
    submit(dialog);
    await api.answer();
    expect(api.sent('POST /account/api-keys')).toEqual([
      {
        name: 'Backup',
        scopes: ['monitoring:read'],
        expiresInDays: 30,
        requestsPerMinute: 120,
        allowedRanges: ['203.0.113.0/24', '2001:db8::1'],
      },
    ]);
    const shown = byRole(document.body, 'dialog', 'The key for Backup');
    expect(textOf(shown)).toContain('cbk_secretsecret');
    byRole(shown, 'button', 'Copy the key').click();
    await settle();
    expect(copy).toHaveBeenCalledExactlyOnceWith('cbk_secretsecret');
    byRole(shown, 'button', 'I have kept it').click();
    await settle();
    expect(textOf(document.body)).not.toContain('cbk_secretsecret');
  });

  it('are not asked for before everything is right, and keep what was typed where the server refuses', async () => {
    const { page, api } = await open();
    const dialog = await openDialog(page);
    type(byLabel(dialog, 'Requests a minute'), '0');
    type(byLabel(dialog, /^Only from these addresses/), '203.0.113.5/24');
    submit(dialog);
    await api.answer();
    expect(textOf(dialog)).toMatch(/Please fill this in\..*Choose at least one.*from 1 to 6000.*“203\.0\.113\.5\/24”/s);
    expect(document.activeElement).toBe(byLabel(dialog, 'Name'));
    expect(api.sent('POST /account/api-keys')).toEqual([]);

    api.refusals.set('POST /account/api-keys', { status: 409, code: 'LIMIT_REACHED' });
    type(byLabel(dialog, 'Name'), 'Backup');
    byRole(dialog, 'checkbox', /users:read/).click();
    type(byLabel(dialog, 'Requests a minute'), '60');
    type(byLabel(dialog, /^Only from these addresses/), '');
    await settle();
    submit(dialog);
    await api.answer();
    expect(api.sent('POST /account/api-keys')).toHaveLength(1);
    expect(byLabel(byRole(document.body, 'dialog', 'Create an API key'), 'Name').value).toBe('Backup');
  });

  it('are revoked after it was said that this is for good', async () => {
    const { page, api } = await open();
    byRole(page, 'button', 'Revoke Nightly report').click();
    await settle();
    const dialog = byRole(document.body, 'dialog', 'Revoke Nightly report?');
    expect(textOf(dialog)).toContain('It cannot be taken back.');
    api.answers.set('GET /account/api-keys', () => [keyOf(1, { revokedAt: minutesFromNow(0) })]);
    byRole(dialog, 'button', 'Revoke').click();
    await api.answer();
    expect(api.sent(`DELETE /account/api-keys/${idOf(1)}`)).toHaveLength(1);
    expect(textOf(page)).toContain('Revoked');
  });
});

describe('the rules of a key', () => {
  it('tell what it is at a moment', () => {
    const now = Date.now();
    expect(keyState(keyOf(1), now)).toBe('active');
    expect(keyState(keyOf(1, { expiresAt: new Date(now).toISOString() }), now)).toBe('expired');
    expect(keyState(keyOf(1, { expiresAt: new Date(now - 1).toISOString(), revokedAt: minutesFromNow(-1) }), now)).toBe(
      'revoked',
    );
  });

  it('find the line that is no address and no range from its first address on', () => {
    expect(linesOf(' 203.0.113.7 \n\n2001:db8::/48,198.51.100.0/24')).toEqual([
      '203.0.113.7',
      '2001:db8::/48',
      '198.51.100.0/24',
    ]);
    expect(wrongLine('203.0.113.7\n2001:db8::/48')).toBeNull();
    expect(wrongLine('203.0.113.7\nexample.org')).toBe('example.org');
    expect(wrongLine('203.0.113.7/24')).toBe('203.0.113.7/24');
    expect(wrongLine('203.0.113.0/33')).toBe('203.0.113.0/33');
  });
});
