import type { HttpTestingController, TestRequest } from '@angular/common/http/testing';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import type { AddedAuthenticator } from '@classy-book/contracts/second-factor';
import { AuthService } from '../../../core/services/auth';
import { PasskeyError, Passkeys } from '../../../core/services/passkeys';
import { failure, render, settle, setUpApp, success, userWith } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { FakeAuth } from '../../../core/testing/fakes';
import { submit, type } from '../../../core/testing/user';
import { EnrolFactor } from './enrol-factor';

const codes = Array.from({ length: 10 }, (_, index) => `abcd${String(index)}-fghjk`);
const enrolment = {
  enrolment: 'e'.repeat(30),
  secret: 'JBSWY3DPEHPK3PXP',
  uri: 'otpauth://totp/Classy%20Book:maya?secret=JBSWY3DPEHPK3PXP&issuer=Classy%20Book',
  expiresAt: '2026-11-20T12:15:00.000Z',
};

function added(kind: 'totp' | 'passkey', backupCodes: readonly string[] | null): AddedAuthenticator {
  return {
    authenticator: {
      id: 'b'.repeat(24),
      kind,
      name: 'My phone',
      createdAt: '2026-11-20T12:00:00.000Z',
      lastUsedAt: null,
      synced: null,
    },
    backupCodes: backupCodes && [...backupCodes],
  };
}

describe('adding a second factor', () => {
  let http: HttpTestingController;
  let page: HTMLElement;
  let fixture: ComponentFixture<EnrolFactor>;
  const finished = vi.fn();
  const passkeys = { supported: vi.fn(() => true), create: vi.fn() };

  async function open(inputs = {}): Promise<void> {
    finished.mockReset();
    passkeys.create.mockReset();
    const auth = new FakeAuth();
    auth.user.set(userWith('admin'));
    ({ http } = await setUpApp({
      providers: [
        { provide: Passkeys, useValue: passkeys },
        { provide: AuthService, useValue: auth },
      ],
    }));
    ({ fixture, page } = await render(EnrolFactor, inputs));
    fixture.componentInstance.finished.subscribe(finished);
    await settle();
  }

  const asked = (path: string): Promise<TestRequest> =>
    vi.waitFor(() => http.expectOne(`/api/v1/account/second-factor/${path}`));

  async function scan(): Promise<void> {
    byRole(page, 'button', /^Authenticator app/).click();
    await settle();
    type(byLabel(page, 'Name'), 'Red phone');
    submit(page);
    const begun = await asked('totp');
    expect(begun.request.body).toEqual({ name: 'Red phone' });
    begun.flush(success(enrolment));
    await settle();
  }

  it('offers an app and a passkey, the latter only where the browser knows them', async () => {
    passkeys.supported.mockReturnValueOnce(false);
    await open();
    expect((byRole(page, 'button', /^Passkey/) as HTMLButtonElement).disabled).toBe(true);
    expect(textOf(page)).toContain('This browser knows no passkeys.');
  });

  it('shows the key of an app as a picture and to type, takes its first code, and the backup codes once', async () => {
    await open();
    await scan();
    const picture = await vi.waitFor(() => {
      TestBed.tick();
      const [image] = page.getElementsByTagName('img');
      if (!image) throw new Error('There is no picture yet.');
      return image;
    });
    expect(picture.alt).toBe('QR code for your authenticator app');
    expect(decodeURIComponent(picture.src)).toMatch(/^data:image\/svg\+xml,<svg /);
    expect(page.querySelector('code')?.textContent).toBe('JBSW Y3DP EHPK 3PXP');
    type(byLabel(page, 'Code from your app'), '123456');
    const confirmed = await asked('totp/confirm');
    expect(confirmed.request.body).toEqual({ enrolment: enrolment.enrolment, code: '123456' });
    confirmed.flush(success(added('totp', codes)));
    await settle();
    expect(allByRole(byRole(page, 'list', 'Backup codes'), 'listitem').map(textOf)).toEqual(codes);
    expect(finished).not.toHaveBeenCalled();
    const file = byRole(page, 'link', 'Download') as HTMLAnchorElement;
    expect(file.download).toBe('classy-book-backup-codes.txt');
    expect(decodeURIComponent(file.href)).toContain('abcd0-fghjk\nabcd1-fghjk');
    expect(decodeURIComponent(file.href)).toContain('maya.haddad@example.org');
    byRole(page, 'button', 'I have kept them in a safe place').click();
    await settle();
    expect(finished).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ kind: 'totp' }));
    expect(textOf(page)).not.toContain('abcd0');
  });

  it('prints the codes alone', async () => {
    const seen: unknown[] = [];
    const print = vi.spyOn(window, 'print').mockImplementation(() => {
      seen.push(document.documentElement.dataset['print']);
    });
    await open({ kind: 'totp' });
    submit(page);
    (await asked('totp')).flush(success(enrolment));
    await settle();
    type(byLabel(page, 'Code from your app'), '123456');
    (await asked('totp/confirm')).flush(success(added('totp', codes)));
    await settle();
    byRole(page, 'button', 'Print').click();
    expect(seen).toEqual(['backup-codes']);
    expect(document.documentElement.dataset['print']).toBeUndefined();
    print.mockRestore();
  });

  it('says that a code was wrong and takes the next one', async () => {
    await open();
    await scan();
    type(byLabel(page, 'Code from your app'), '000000');
    (await asked('totp/confirm')).flush(failure('SECOND_FACTOR_INVALID'), { status: 401, statusText: 'No' });
    await settle();
    expect(textOf(page)).toContain('check the clock of your phone');
    expect(byLabel(page, 'Code from your app').value).toBe('');
    type(byLabel(page, 'Code from your app'), '123456');
    (await asked('totp/confirm')).flush(success(added('totp', null)));
    await settle();
    expect(finished).toHaveBeenCalledTimes(1);
  });

  it('begins again with a new key where the old one has run out', async () => {
    await open();
    await scan();
    type(byLabel(page, 'Code from your app'), '123456');
    (await asked('totp/confirm')).flush(failure('CHALLENGE_EXPIRED'), { status: 401, statusText: 'No' });
    await settle();
    expect(textOf(byRole(page, 'alert'))).toContain('the app gets a new key');
    expect(byRole(page, 'button', 'Continue')).toBeTruthy();
  });

  it('makes a passkey', async () => {
    await open();
    byRole(page, 'button', /^Passkey/).click();
    await settle();
    passkeys.create.mockResolvedValue({ id: 'k', rawId: 'k', type: 'public-key', response: {} });
    byRole(page, 'button', 'Create the passkey').click();
    (await asked('passkeys/options')).flush(success({ challenge: 'c'.repeat(30), options: { rp: {} } }));
    const sent = await asked('passkeys');
    expect(passkeys.create).toHaveBeenCalledWith({ rp: {} });
    expect(sent.request.body).toMatchObject({ challenge: 'c'.repeat(30), name: 'This device' });
    sent.flush(success(added('passkey', null)));
    await settle();
    expect(finished).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ kind: 'passkey' }));
  });

  it.each([
    ['known', /already holds a passkey/],
    ['failed', /was not created/],
    ['cancelled', /^$/],
  ] as const)('says what became of a passkey that was not made: %s', async (trouble, sentence) => {
    await open({ kind: 'passkey' });
    passkeys.create.mockRejectedValue(new PasskeyError(trouble));
    byRole(page, 'button', 'Create the passkey').click();
    (await asked('passkeys/options')).flush(success({ challenge: 'c'.repeat(30), options: {} }));
    await settle();
    expect(textOf(byRole(page, 'alert')).trim()).toMatch(sentence);
    expect((byRole(page, 'button', 'Create the passkey') as HTMLButtonElement).disabled).toBe(false);
  });

  it('asks for a name', async () => {
    await open({ kind: 'totp' });
    type(byLabel(page, 'Name'), '  ');
    submit(page);
    await settle();
    http.verify();
    expect(document.activeElement).toBe(byLabel(page, 'Name'));
  });
});
