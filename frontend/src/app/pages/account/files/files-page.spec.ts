import { TestBed } from '@angular/core/testing';
import type { OwnFile } from '@classy-book/contracts/file-desk';
import { ToastService } from '../../../core/services/toasts';
import { settle } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { idOf, minutesFromNow, openAccount, type Account } from '../../../shared/account/account.test-support';
import { ownFileOf, useOf } from '../../../shared/files/files.test-support';
import OwnFilesPage from './files-page';

const MB = 1_024 ** 2;
const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();
const upload = {
  id: idOf(9),
  purpose: 'video',
  courseId: idOf(71),
  name: 'eclipse.mp4',
  size: 800 * MB,
  received: 200 * MB,
  state: 'receiving',
  waitingFor: null,
  refusal: null,
  file: null,
  createdAt: minutesFromNow(-30),
  expiresAt: minutesFromNow(61),
};

describe('somebody’s own files', () => {
  let account: Account;
  let page: HTMLElement;
  let files: readonly OwnFile[];
  let used = 340 * MB;

  beforeEach(() => {
    used = 340 * MB;
    files = [
      ownFileOf(),
      ownFileOf({ id: idOf(2), name: 'old.pdf', type: 'application/pdf', purpose: 'document', uses: [], widths: [] }),
      ownFileOf({
        id: idOf(3),
        name: 'essay.pdf',
        purpose: 'submission',
        uses: [useOf({ kind: 'submission', title: 'Essay' })],
      }),
    ];
  });

  async function open(options: Parameters<typeof openAccount>[1] = {}): Promise<void> {
    account = await openAccount(OwnFilesPage, options);
    ({ page } = account);
    const { answers } = account.api;
    answers.set('GET /files/usage', () => ({ files: 12, bytes: used, quota: 5_120 * MB, own: false }));
    answers.set('GET /files/uploads', () => [upload]);
    account.api.pages.set('GET /files/mine', () => files);
    answers.set('POST /files/mine/delete', () => ({ deleted: [idOf(2)], used: [], missing: [] }));
    await account.api.answer();
  }

  const listed = () => allByRole(byRole(page, 'region', 'Your files'), 'button', /^Delete/).length;

  it('say how much room is used and left, and what uses each', async () => {
    await open();
    expect(tidy(byRole(page, 'region', 'Your room'))).toContain('340 MB of 5 GB 4.7 GB left 12 files');
    const region = byRole(page, 'region', 'Your files');
    expect(tidy(region)).toContain('Lesson Phases of the Moon');
    expect(tidy(region)).toContain('Nothing uses it');
    expect(byRole(region, 'link', 'Download old.pdf').getAttribute('download')).toBe('old.pdf');
  });

  it('say so where little room is left, and where none is', async () => {
    used = 4_900 * MB;
    await open();
    expect(tidy(page)).toContain('There is not much room left.');
    used = 5_120 * MB;
    TestBed.resetTestingModule();
    page.remove();
    await open();
    expect(tidy(page)).toContain('There is no room left: new files are refused.');
  });

  it('are deleted once that was confirmed, but not what was handed in', async () => {
    await open();
    expect(listed()).toBe(2);
    expect(tidy(byRole(page, 'region', 'Your files'))).toContain('What was handed in stays.');
    const button = byRole(page, 'button', 'Delete old.pdf') as HTMLButtonElement;
    button.focus();
    button.click();
    await settle();
    byRole(byRole(document.body, 'dialog', 'Delete old.pdf?'), 'button', 'Cancel').click();
    await vi.waitFor(() => {
      expect(document.activeElement).toBe(button);
    });
    button.click();
    await settle();
    byRole(byRole(document.body, 'dialog', 'Delete old.pdf?'), 'button', 'Delete').click();
    await account.api.answer();
    expect(account.api.sent('POST /files/mine/delete')).toEqual([{ ids: [idOf(2)], evenIfUsed: false }]);
    expect(TestBed.inject(ToastService).toasts()[0]?.message).toBe('old.pdf was deleted.');
    expect(listed()).toBe(1);
    expect(account.api.sent('GET /files/usage')).toHaveLength(2);
    expect(document.activeElement).toBe(byRole(page, 'heading', 'Your files'));
  });

  it('that have been handed in meanwhile stay, without a way round', async () => {
    await open();
    account.api.answers.set('POST /files/mine/delete', () => ({
      deleted: [],
      used: [{ id: idOf(2), uses: [useOf({ kind: 'submission', title: 'Essay' })] }],
      missing: [],
    }));
    byRole(page, 'button', 'Delete old.pdf').click();
    await settle();
    byRole(byRole(document.body, 'dialog', 'Delete old.pdf?'), 'button', 'Delete').click();
    await account.api.answer();
    const result = byRole(document.body, 'dialog', 'Deletion');
    expect(tidy(result)).toContain('old.pdf Kept: it is used Handed in Essay');
    const ways = allByRole(result, 'button');
    expect(ways.map(tidy)).toEqual(['', 'Close']);
    ways[1]?.click();
    await account.api.answer();
    expect(listed()).toBe(2);
  });

  it('are filtered and ordered by the server', async () => {
    await open();
    byRole(page, 'button', 'Order: Newest first').click();
    await settle();
    byLabel(document.body, 'Largest first').click();
    await account.api.answer();
    byRole(page, 'button', 'Use: any').click();
    await settle();
    byLabel(document.body, 'unused').click();
    await account.api.answer();
    expect(account.api.queries('GET /files/mine')).toEqual([
      'sort=-createdAt&limit=25',
      'sort=-size&limit=25',
      'unused=true&sort=-size&limit=25',
    ]);
  });

  it('that were begun and not ended are shown, and discarded as the protocol wants it', async () => {
    await open();
    const region = byRole(page, 'region', 'Unfinished uploads');
    expect(tidy(region)).toContain('eclipse.mp4 Video 200 MB of 800 MB arrived Thrown away in 1 hr');
    byRole(region, 'button', 'Discard the upload of eclipse.mp4').click();
    await settle();
    byRole(byRole(document.body, 'dialog', 'Discard this upload?'), 'button', 'Discard').click();
    await account.api.answer();
    expect(account.api.sent(`DELETE /files/uploads/${idOf(9)}`)).toHaveLength(1);
    expect(account.api.headers(`DELETE /files/uploads/${idOf(9)}`, 'Tus-Resumable')).toEqual(['1.0.0']);
    expect(allByRole(page, 'region', 'Unfinished uploads')).toHaveLength(0);
  });

  it('may be none, and may not be there to be had', async () => {
    files = [];
    await open();
    expect(tidy(page)).toContain('You have no files yet');
    account.api.refusals.set('GET /files/mine', { status: 503, code: 'SERVICE_UNAVAILABLE' });
    byRole(page, 'button', 'Use: any').click();
    await settle();
    byLabel(document.body, 'in use').click();
    await account.api.answer();
    expect(tidy(page)).toContain('This could not be loaded');
  });

  it('are there in Arabic too', async () => {
    await open({ locale: 'ar' });
    expect(tidy(page)).not.toMatch(/storage\.|desk\.|account\./);
    expect(tidy(page)).toContain('340');
  });
});
