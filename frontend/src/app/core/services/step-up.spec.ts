import type { HttpTestingController, TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { failure, settle, setUpApp, success } from '../testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../testing/by-role';
import { type } from '../testing/user';
import { ApiFailure } from './api';
import { Passkeys } from './passkeys';
import { StepUpCancelled, StepUpService } from './step-up';

const needed = new ApiFailure({ code: 'STEP_UP_REQUIRED', message: 'Confirm first.', status: 403 });
const until = '2026-11-20T12:00:00.000Z';

describe('a sensitive change', () => {
  let http: HttpTestingController;
  const passkeys = { supported: () => true, get: vi.fn() };
  const action = vi.fn<() => Promise<string>>();

  beforeEach(async () => {
    action.mockReset();
    passkeys.get.mockReset();
    ({ http } = await setUpApp({ providers: [{ provide: Passkeys, useValue: passkeys }] }));
  });

  const run = (): Promise<string> => TestBed.inject(StepUpService).run(action);
  const asked = (url: string): Promise<TestRequest> =>
    vi.waitFor(() => {
      TestBed.tick();
      return http.expectOne(`/api/v1${url}`);
    });

  async function dialogFor(methods: readonly string[]): Promise<HTMLElement> {
    (await asked('/auth/step-up')).flush(success({ methods, verifiedUntil: null }));
    await settle();
    return byRole(document, 'dialog', 'Confirm that it is you');
  }

  it('is simply made where no proof is asked for', async () => {
    action.mockResolvedValue('done');
    await expect(run()).resolves.toBe('done');
    expect(allByRole(document, 'dialog')).toHaveLength(0);
  });

  it('fails as it fails where the reason is another', async () => {
    action.mockRejectedValue(new ApiFailure({ code: 'CONFLICT', message: 'No.', status: 409 }));
    await expect(run()).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('is made again after the code of the app', async () => {
    action.mockRejectedValueOnce(needed).mockResolvedValueOnce('done');
    const running = run();
    const dialog = await dialogFor(['totp', 'backup_code']);
    type(byLabel(dialog, 'Code from your app'), '123456');
    const proof = await asked('/auth/step-up');
    expect(proof.request.body).toEqual({ method: 'totp', code: '123456' });
    proof.flush(success({ verifiedUntil: until }));
    await expect(running).resolves.toBe('done');
    expect(action).toHaveBeenCalledTimes(2);
  });

  it('takes the password of an account without a second factor', async () => {
    action.mockRejectedValueOnce(needed).mockResolvedValueOnce('done');
    const running = run();
    const dialog = await dialogFor(['password']);
    type(byLabel(dialog, 'Password'), 'secret words');
    byRole(dialog, 'button', 'Confirm').click();
    const proof = await asked('/auth/step-up');
    expect(proof.request.body).toEqual({ method: 'password', password: 'secret words' });
    proof.flush(failure('INVALID_CREDENTIALS'), { status: 401, statusText: 'Unauthorized' });
    await settle();
    expect(textOf(byRole(dialog, 'alert'))).toContain('password is not right');
    type(byLabel(dialog, 'Password'), 'the right words');
    byRole(dialog, 'button', 'Confirm').click();
    (await asked('/auth/step-up')).flush(success({ verifiedUntil: until }));
    await expect(running).resolves.toBe('done');
  });

  it('takes a backup code instead, and says that a code was wrong', async () => {
    action.mockRejectedValueOnce(needed).mockResolvedValueOnce('done');
    const running = run();
    const dialog = await dialogFor(['totp', 'backup_code']);
    byRole(dialog, 'button', 'Use a backup code').click();
    await settle();
    type(byLabel(dialog, 'Backup code'), 'abcde-fghjk');
    byRole(dialog, 'button', 'Confirm').click();
    (await asked('/auth/step-up')).flush(failure('SECOND_FACTOR_INVALID'), { status: 401, statusText: 'No' });
    await settle();
    expect(textOf(byRole(dialog, 'alert'))).toContain('This code is not right');
    expect(byLabel(dialog, 'Backup code').value).toBe('');
    type(byLabel(dialog, 'Backup code'), 'abcde-fghjl');
    byRole(dialog, 'button', 'Confirm').click();
    (await asked('/auth/step-up')).flush(success({ verifiedUntil: until }));
    await expect(running).resolves.toBe('done');
  });

  it('takes a passkey', async () => {
    action.mockRejectedValueOnce(needed).mockResolvedValueOnce('done');
    passkeys.get.mockResolvedValue({ id: 'a', rawId: 'a', type: 'public-key', response: {} });
    const running = run();
    const dialog = await dialogFor(['passkey']);
    byRole(dialog, 'button', 'Use a passkey').click();
    (await asked('/auth/step-up/passkey/options')).flush(
      success({ challenge: 'c'.repeat(30), options: { rpId: 'x' } }),
    );
    const proof = await asked('/auth/step-up/passkey/verify');
    expect(passkeys.get).toHaveBeenCalledWith({ rpId: 'x' });
    expect(proof.request.body).toMatchObject({ challenge: 'c'.repeat(30) });
    proof.flush(success({ verifiedUntil: until }));
    await expect(running).resolves.toBe('done');
  });

  it('is held while the second factor is locked, with the time that is left', async () => {
    action.mockRejectedValueOnce(needed);
    const running = run();
    const dialog = await dialogFor(['totp']);
    type(byLabel(dialog, 'Code from your app'), '123456');
    const retryAt = new Date(Date.now() + 90_000).toISOString();
    (await asked('/auth/step-up')).flush(failure('SECOND_FACTOR_LOCKED', { retryAt }), {
      status: 429,
      statusText: 'No',
    });
    await settle();
    expect(textOf(byRole(dialog, 'timer'))).toMatch(/1:(30|29)/);
    expect((byRole(dialog, 'button', 'Confirm') as HTMLButtonElement).disabled).toBe(true);
    byRole(dialog, 'button', 'Close').click();
    await expect(running).rejects.toBeInstanceOf(StepUpCancelled);
  });

  it('is not made where the proof is refused to be given, which pages need not tell', async () => {
    action.mockRejectedValue(needed);
    const running = run();
    const dialog = await dialogFor(['totp']);
    byRole(dialog, 'button', 'Close').click();
    await expect(running).rejects.toBeInstanceOf(StepUpCancelled);
    expect(action).toHaveBeenCalledTimes(1);
  });

  it('asks once where two were refused at the same time', async () => {
    action.mockRejectedValueOnce(needed).mockRejectedValueOnce(needed).mockResolvedValue('done');
    const both = Promise.all([run(), run()]);
    const dialog = await dialogFor(['totp']);
    type(byLabel(dialog, 'Code from your app'), '123456');
    (await asked('/auth/step-up')).flush(success({ verifiedUntil: until }));
    await expect(both).resolves.toEqual(['done', 'done']);
  });
});
