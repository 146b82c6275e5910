import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { DeskFile } from '@classy-book/contracts/file-desk';
import { ToastService } from '../../../core/services/toasts';
import { failure, settle, success } from '../../../core/testing/app-testing';
import { allByRole, byLabel, byRole, textOf } from '../../../core/testing/by-role';
import { press, type } from '../../../core/testing/user';
import { idOf } from '../../../shared/desk/attempts.test-support';
import { openPage, setUpDesk, type Desk } from '../../../shared/desk/desk.test-support';
import { deskFileOf, reportOf, useOf } from '../../../shared/files/files.test-support';
import { pageOf, personOf } from '../../../shared/people/people.test-support';
import FilesPage from './files-page';

const GB = 1_024 ** 3;
const tidy = (node: Node | null) => textOf(node).replace(/\s+/g, ' ').trim();

describe('the files of the desk', () => {
  let desk: Desk;
  let page: HTMLElement;
  let files: readonly DeskFile[];
  let usage = { files: 12, bytes: 340 * 1_024 ** 2, quota: 5 * GB, own: false };

  async function open(query = '', options: Parameters<typeof setUpDesk>[0] = {}): Promise<void> {
    localStorage.clear();
    desk = await setUpDesk({ page: FilesPage, ...options });
    files = [
      deskFileOf(),
      deskFileOf({
        id: idOf(2),
        purpose: 'submission',
        name: 'essay.pdf',
        type: 'application/pdf',
        size: 40_000,
        url: null,
        owner: null,
        course: null,
        uses: [],
        widths: [],
        width: null,
        height: null,
      }),
      deskFileOf({ id: idOf(3), name: 'gone.webp', uses: [], state: 'deleting', url: null }),
    ];
    usage = { files: 12, bytes: 340 * 1_024 ** 2, quota: 5 * GB, own: false };
    desk.api.routes.set('GET /admin/files', () => pageOf(files));
    desk.api.routes.set('GET /admin/files/report', () => success(reportOf()));
    desk.api.routes.set(`GET /admin/files/quotas/${idOf(51)}`, () => success(usage));
    ({ page } = await openPage(desk, query));
  }

  const table = () => byRole(page, 'table', 'Files');
  const rows = () => allByRole(table(), 'row').slice(1).map(tidy);
  const dialog = (name: string | RegExp) => byRole(document.body, 'dialog', name);
  const sent = (path: string, method: string) => desk.api.of(path).filter((call) => call.method === method);
  const press1 = async (within: HTMLElement, name: string | RegExp) => {
    byRole(within, 'button', name).click();
    await desk.api.answer();
  };
  /** Answers a deletion as the server does: what is used stays unless it was wanted even so. */
  function deleting(used: Readonly<Record<string, readonly object[]>> = {}): void {
    desk.api.routes.set('POST /admin/files/delete', ({ body }) => {
      const { ids, evenIfUsed } = body as { ids: string[]; evenIfUsed: boolean };
      const kept = evenIfUsed ? [] : ids.filter((id) => used[id]);
      return success({
        deleted: ids.filter((id) => !kept.includes(id)),
        used: kept.map((id) => ({ id, uses: used[id] })),
        missing: [],
      });
    });
  }

  it('says what is stored, whose it is, and how storage and scanner are, in words', async () => {
    await open();
    const report = byRole(page, 'region', 'Storage');
    expect(tidy(report)).toMatch(/Stored 5 GB 120 files Saved by deduplication 300 MB 4 files share bytes/);
    expect(tidy(report)).toContain('Free on the disk 20 GB');
    expect(tidy(report)).toContain('Disk of this server: works');
    expect(tidy(report)).toContain('Virus scanner: does not answer, files wait');
    expect(allByRole(byRole(report, 'region', 'By purpose'), 'listitem').map(tidy)).toEqual([
      'Video 4.8 GB · 20 files',
      'Picture 200 MB · 100 files',
    ]);
    expect(tidy(byRole(report, 'region', 'Who stores most'))).toContain('340 MB of 5 GB 4.7 GB left');
  });

  it('says of each file what it is, whose, and how much uses it', async () => {
    await open();
    expect(rows()).toEqual([
      'moon.webp Picture Leo Brandt The Moon 2 MB Used in: 1 3 min Stored',
      'essay.pdf Handed in The account is gone None 39 kB Used in: unused 3 min Stored',
      'gone.webp Picture Leo Brandt The Moon 2 MB Used in: unused 3 min Being deleted',
    ]);
    expect(byLabel(page, 'Select gone.webp').disabled).toBe(true);
  });

  it('asks the server with the filters and the order of the URL, and says them on the chips', async () => {
    const owner = idOf(51);
    await open(`?search=moon&purpose=image,video&state=stored&storage=local&unused=true&ownerId=${owner}&sort=-size`);
    expect(Object.fromEntries(sent('/admin/files', 'GET')[0]?.params ?? [])).toEqual({
      search: 'moon',
      purpose: 'image,video',
      state: 'stored',
      storage: 'local',
      unused: 'true',
      ownerId: owner,
      sort: '-size',
      limit: '100',
    });
    for (const chip of ['Purpose: Picture, Video', 'State: Stored', 'Use: unused', 'Owner: Leo Brandt'])
      expect(allByRole(page, 'button', chip), chip).toHaveLength(1);
    await press1(table(), 'Size');
    expect(TestBed.inject(Router).url).toContain('sort=size');
    await press1(page, 'Clear filters');
    expect(TestBed.inject(Router).url).toBe('/page?sort=size');
  });

  it('leads from a figure to the files behind it', async () => {
    await open('?purpose=video');
    await press1(page, '7 files (Unused)');
    expect(TestBed.inject(Router).url).toBe('/page?unused=true');
  });

  it('finds an owner by name to filter by', async () => {
    await open();
    desk.api.routes.set('GET /admin/users', () => pageOf([personOf({ id: idOf(9) })]));
    byRole(page, 'button', 'Owner: any').click();
    await settle();
    const panel = dialog('Owner');
    expect(allByRole(panel, 'listitem').map(tidy)).toEqual(['Leo Brandt leo@example.org']);
    type(byRole(panel, 'searchbox') as HTMLInputElement, 'maya');
    press('Enter', byRole(panel, 'searchbox'));
    byRole(panel, 'search').dispatchEvent(new Event('submit', { cancelable: true }));
    await desk.api.answer();
    await press1(panel, /^Maya Haddad/);
    expect(TestBed.inject(Router).url).toBe(`/page?ownerId=${idOf(9)}`);
    expect(allByRole(page, 'button', 'Owner: Maya Haddad')).toHaveLength(1);
  });

  it('opens a file with all that is known of it, its uses linked, and gives the focus back', async () => {
    await open();
    await press1(table(), 'moon.webp');
    expect(TestBed.inject(Router).url).toBe(`/page?file=${idOf(1)}`);
    const panel = byRole(page, 'complementary', 'File');
    expect(tidy(panel)).toContain('ab'.repeat(32));
    expect(tidy(panel)).toContain('1600 × 900 pixels');
    expect(tidy(panel)).toContain('340 MB of 5 GB 4.7 GB left usual quota');
    expect(byRole(panel, 'link', 'Phases of the Moon').getAttribute('href')).toBe(
      `/teach/${idOf(71)}/lessons/${idOf(72)}`,
    );
    expect(panel.querySelector('img[alt="Preview of moon.webp"]')?.getAttribute('srcset')).toBe(
      '/api/v1/files/content/signed?width=320 320w, /api/v1/files/content/signed?width=640 640w',
    );
    expect(document.activeElement).toBe(byRole(panel, 'heading', 'moon.webp'));
    press('Escape', byRole(panel, 'heading', 'moon.webp'));
    await desk.api.answer();
    expect(allByRole(page, 'complementary', 'File')).toHaveLength(0);
  });

  it('shows no bytes that are not for the administrator', async () => {
    await open(`?file=${idOf(2)}`);
    const panel = byRole(page, 'complementary', 'File');
    expect(tidy(panel)).toContain('Its bytes are not for you to read.');
    expect(tidy(panel)).toContain('Nothing uses it');
    expect(allByRole(panel, 'link')).toHaveLength(0);
    expect(panel.querySelector('img')).toBeNull();
  });

  it('deletes a file that is used only once its uses were shown and that was ticked', async () => {
    await open(`?file=${idOf(1)}`);
    deleting({ [idOf(1)]: [useOf()] });
    await press1(byRole(page, 'complementary', 'File'), 'Delete');
    const question = dialog('Delete moon.webp?');
    expect(tidy(question)).toContain('It is used in: Lesson Phases of the Moon');
    const confirm = byRole(question, 'button', 'Delete') as HTMLButtonElement;
    expect(confirm.disabled).toBe(true);
    byLabel(question, 'Delete it although it is used').click();
    await settle();
    confirm.click();
    await desk.api.answer();
    expect(sent('/files/delete', 'POST').map(({ body }) => body)).toEqual([{ ids: [idOf(1)], evenIfUsed: true }]);
    expect(TestBed.inject(ToastService).toasts()[0]?.message).toBe('moon.webp was deleted.');
    expect(rows()).toHaveLength(2);
    expect(TestBed.inject(Router).url).toBe('/page');
    expect(sent('/files/report', 'GET')).toHaveLength(2);
    await vi.waitFor(() => {
      expect(document.activeElement).toBe(byRole(table(), 'button', 'essay.pdf'));
    });
  });

  it('tells for each of several what became of it, and keeps what has come to be used meanwhile', async () => {
    await open();
    deleting({ [idOf(1)]: [useOf()], [idOf(2)]: [useOf({ kind: 'submission', title: 'Essay' })] });
    byLabel(page, 'Select all shown').click();
    await settle();
    await press1(byRole(page, 'group', 'Selection'), 'Delete');
    const question = dialog('Delete 2 files?');
    expect(tidy(question)).toContain('1 of them is used: moon.webp Lesson Phases of the Moon');
    await press1(question, 'Delete');
    expect(sent('/files/delete', 'POST').map(({ body }) => body)).toEqual([
      { ids: [idOf(1), idOf(2)], evenIfUsed: false },
    ]);
    const result = dialog('Deletion');
    expect(tidy(result)).toContain('0 deleted 2 kept');
    expect(tidy(result)).toContain('essay.pdf Kept: it is used Handed in Essay');
    await press1(result, 'Delete the 2 that are used');
    expect(sent('/files/delete', 'POST').at(-1)?.body).toEqual({ ids: [idOf(1), idOf(2)], evenIfUsed: true });
    expect(TestBed.inject(ToastService).toasts()[0]?.message).toBe('2 files were deleted.');
    expect(rows()).toHaveLength(1);
  });

  it('sets the quota of a person, in gigabytes', async () => {
    await open();
    desk.api.routes.set(`PUT /admin/files/quotas/${idOf(51)}`, () => success({ ...usage, own: true }));
    await press1(page, 'Set quota of Leo Brandt');
    const question = dialog('How much Leo Brandt may store');
    byLabel(question, /^An own one/).click();
    await settle();
    type(byLabel(question, 'Amount'), 'much');
    await press1(question, 'Set quota');
    expect(tidy(question)).toContain('Write a number');
    type(byLabel(question, 'Amount'), '1.5');
    await settle();
    await press1(question, 'Set quota');
    expect(sent(`/quotas/${idOf(51)}`, 'PUT')[0]?.body).toEqual({ megabytes: 1_536 });
    expect(TestBed.inject(ToastService).toasts()[0]?.message).toBe('The quota of Leo Brandt was set.');
  });

  it('walks over the rows with the keyboard, chooses and opens', async () => {
    await open();
    press('j', document.body);
    press('x', document.body);
    await settle();
    expect(tidy(byRole(page, 'group', 'Selection'))).toContain('1 selected');
    press('Enter', document.body);
    await desk.api.answer();
    expect(TestBed.inject(Router).url).toBe(`/page?file=${idOf(1)}`);
  });

  it('saves every page of the list as a file', async () => {
    await open();
    const saved: Blob[] = [];
    URL.createObjectURL = (blob: Blob) => {
      saved.push(blob);
      return 'blob:files';
    };
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    desk.api.routes.set('GET /admin/files', ({ params }) =>
      params.has('cursor') ? pageOf([deskFileOf({ id: idOf(5), name: 'last.webp' })]) : pageOf(files, 'next'),
    );
    await press1(page, 'Export');
    await vi.waitFor(() => {
      expect(saved).toHaveLength(1);
    });
    expect(await saved[0]?.text()).toMatch(/moon\.webp[^]*essay\.pdf[^]*last\.webp/);
    click.mockRestore();
  });

  it('says that nothing matches, and what went wrong where list or report cannot be had', async () => {
    await open();
    files = [];
    await TestBed.inject(Router).navigateByUrl('/page?search=zzz');
    await desk.api.answer();
    expect(tidy(page)).toContain('No file matches these filters');
    desk.api.failing.set('GET /admin/files', { status: 503, body: failure('SERVICE_UNAVAILABLE') });
    await TestBed.inject(Router).navigateByUrl('/page?search=yyy');
    await desk.api.answer();
    expect(tidy(page)).toContain('The files could not be loaded');
  });

  it('is there in Arabic too', async () => {
    await open('', { locale: 'ar' });
    expect(tidy(page)).not.toMatch(/storage\.|desk\./);
    expect(tidy(byRole(page, 'heading', 'الملفات'))).toBe('الملفات');
  });
});
