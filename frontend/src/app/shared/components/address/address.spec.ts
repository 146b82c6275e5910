import { Clipboard } from '@angular/cdk/clipboard';
import { TestBed } from '@angular/core/testing';
import { render, settle } from '../../../core/testing/app-testing';
import { byRole, textOf } from '../../../core/testing/by-role';
import { setUpDesk } from '../../desk/desk.test-support';
import { AddressView } from './address';

describe('an address', () => {
  async function show(value: string, different: Readonly<Record<string, unknown>> = {}) {
    await setUpDesk();
    return (await render(AddressView, { value, ...different })).page;
  }

  it('is shown without the prefix of a single address, left to right also in Arabic text', async () => {
    const page = await show('203.0.113.77/32');
    expect(page.querySelector('bdi')?.textContent).toBe('203.0.113.77');
    expect(page.querySelector('bdi')?.getAttribute('dir')).toBe('ltr');
  });

  it('says that it is blocked in words, not only by a sign', async () => {
    expect(textOf(await show('203.0.113.77', { blocked: true }))).toContain('Blocked');
  });

  it('copies itself and says so', async () => {
    const page = await show('2001:db8::1/128');
    const copy = vi.spyOn(TestBed.inject(Clipboard), 'copy').mockReturnValue(true);
    byRole(page, 'button', 'Copy 2001:db8::1').click();
    await settle();
    expect(copy).toHaveBeenCalledExactlyOnceWith('2001:db8::1');
    expect(byRole(page, 'button', 'Copied 2001:db8::1')).toBeTruthy();
  });
});
