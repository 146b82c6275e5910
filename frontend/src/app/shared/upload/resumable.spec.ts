import type { HttpTestingController, TestRequest } from '@angular/common/http/testing';
import type { UploadStatus } from '@classy-book/contracts/file-uploads';
import type { FileInfo } from '@classy-book/contracts/files';
import { provideTranslocoLoader, type Translation } from '@jsverse/transloco';
import { of } from 'rxjs';
import ar from '../../../../public/i18n/ar.json';
import en from '../../../../public/i18n/en.json';
import filesAr from '../../../../public/i18n/files/ar.json';
import filesEn from '../../../../public/i18n/files/en.json';
import { AuthService } from '../../core/services/auth';
import { failure, render, settle, setUpApp, success, userWith } from '../../core/testing/app-testing';
import { allByRole, byRole, nameOf, textOf } from '../../core/testing/by-role';
import { FakeAuth } from '../../core/testing/fakes';
import { type FakeGo, fakeTus } from './fake-tus.test-support';
import { LOAD_TUS } from './pieces-client';
import { sha256Of } from './sha256';
import { Upload } from './upload';

const texts: Readonly<Record<string, Translation>> = { en, ar, 'files/en': filesEn, 'files/ar': filesAr };
const MB = 1024 * 1024;
const courseId = 'c'.repeat(24);
const uploadId = 'b'.repeat(24);
const stored: FileInfo = {
  ...{ id: 'a'.repeat(24), purpose: 'video', name: 'lecture.mp4', type: 'video/mp4', size: 4 * MB },
  ...{ width: 640, height: 360, duration: 60, widths: [], url: '/api/v1/files/content/x' },
};
const begun: UploadStatus = {
  ...{ id: uploadId, purpose: 'video', courseId, name: 'lecture.mp4', size: 4 * MB, received: Math.ceil(1.8 * MB) },
  ...{ state: 'receiving', waitingFor: null, refusal: null, file: null, expiresAt: '2026-11-21T10:00:00.000Z' },
  createdAt: '2026-11-20T10:00:00.000Z',
};

let http: HttpTestingController;
let tus: ReturnType<typeof fakeTus>;
let auth: FakeAuth;

async function open(
  unfinished: readonly UploadStatus[] = [],
  locale: 'en' | 'ar' = 'en',
): Promise<{ page: HTMLElement; taken: FileInfo[]; leave: () => void }> {
  const loader = provideTranslocoLoader(
    class {
      getTranslation = (path: string) => of(texts[path] ?? {});
    },
  );
  tus = fakeTus();
  auth = new FakeAuth();
  auth.user.set(userWith('instructor'));
  auth.accessToken.set('first-token');
  const providers = [loader, { provide: LOAD_TUS, useValue: tus.load }, { provide: AuthService, useValue: auth }];
  ({ http } = await setUpApp({ providers, locale }));
  const { fixture, page } = await render(Upload, { purpose: 'video', courseId, multiple: true });
  const taken: FileInfo[] = [];
  fixture.componentInstance.uploaded.subscribe((file) => taken.push(file));
  http.expectOne('/api/v1/files/uploads').flush(success(unfinished));
  await settle();
  const leave = () => {
    fixture.destroy();
  };
  return { page, taken, leave };
}

const lecture = (size = 4 * MB, name = 'lecture.mp4') => new File([new Uint8Array(size)], name);

async function choose(page: HTMLElement, ...files: File[]): Promise<void> {
  const event = new Event('drop', { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: { files, types: ['Files'] } });
  page.querySelector('.zone')?.dispatchEvent(event);
  await settle();
}

/** The go of an upload that was begun last, once tus-js-client was loaded. */
async function go(count = 1): Promise<FakeGo> {
  await vi.waitFor(() => {
    expect(tus.goes).toHaveLength(count);
  });
  await settle();
  return tus.goes[count - 1] as FakeGo;
}

async function press(page: HTMLElement, name: string | RegExp): Promise<void> {
  byRole(page, 'button', name).click();
  await settle();
}

async function completing(): Promise<TestRequest> {
  return vi.waitFor(() => http.expectOne(`/api/v1/files/uploads/${uploadId}/complete`));
}

const heard = (page: HTMLElement) => textOf(byRole(page, 'status'));
describe('a large file', () => {
  it('goes in pieces under the token of its sender, is checked, and is a file then', async () => {
    const { page, taken } = await open();
    await choose(page, lecture());
    const first = await go();
    expect(first.headers).toMatchObject({ Authorization: 'Bearer first-token', 'X-Request-Id': expect.any(String) });
    expect(first.options.metadata).toEqual({ purpose: 'video', courseId, name: 'lecture.mp4' });
    first.begin(uploadId);
    // the token goes nowhere else, whatever the server says
    expect(first.url).toBe(`/api/v1/files/uploads/${uploadId}`);
    first.options.onProgress(1 * MB);
    await settle();
    expect(textOf(page)).toContain('25%');
    expect(heard(page)).toBe('lecture.mp4: 25% sent');
    first.options.onProgress(4 * MB);
    first.options.onSuccess();
    (await completing()).flush(success({ ...begun, state: 'checking', waitingFor: 'scanner' }));
    await settle();
    expect(heard(page)).toContain('waiting for the virus scanner');
    (await vi.waitFor(() => completing(), 3_000)).flush(success({ ...begun, state: 'stored', file: stored }));
    await settle();
    expect(taken).toEqual([stored]);
    expect(heard(page)).toBe('lecture.mp4: Uploaded');
  });

  it('is paused and gone on with where it was, the focus staying on the button', async () => {
    const { page } = await open();
    await choose(page, lecture());
    const first = await go();
    first.begin(uploadId);
    first.options.onProgress(2 * MB);
    await settle();
    byRole(page, 'button', 'Pause lecture.mp4').focus();
    await press(page, 'Pause lecture.mp4');
    expect(first.aborted).toHaveBeenCalled();
    expect(textOf(page)).toContain('Paused');
    const goOn = byRole(page, 'button', 'Go on with lecture.mp4');
    expect(document.activeElement).toBe(goOn);
    goOn.click();
    const second = await go(2);
    expect(second.options).toMatchObject({ endpoint: null, uploadUrl: `/api/v1/files/uploads/${uploadId}` });
  });

  it('is given up at the server when it is cancelled', async () => {
    const { page } = await open();
    await choose(page, lecture());
    const first = await go();
    first.begin(uploadId);
    await press(page, 'Cancel lecture.mp4');
    expect(first.aborted).toHaveBeenCalled();
    const call = http.expectOne({ method: 'DELETE', url: `/api/v1/files/uploads/${uploadId}` });
    expect(call.request.headers.get('Tus-Resumable')).toBe('1.0.0');
    expect(document.activeElement).toBe(byRole(page, 'button', 'Choose files'));
  });

  it('waits while there is no connection, and goes on by itself when it is back', async () => {
    const { page } = await open();
    await choose(page, lecture());
    const first = await go();
    first.begin(uploadId);
    first.options.onProgress(1 * MB);
    window.dispatchEvent(new Event('offline'));
    await vi.waitFor(async () => {
      await settle();
      expect(heard(page)).toBe('lecture.mp4: No connection: goes on by itself');
    });
    expect(first.aborted).toHaveBeenCalled();
    window.dispatchEvent(new Event('online'));
    const second = await go(2);
    expect(second.options.uploadUrl).toContain(uploadId);
    second.breakOff();
    await vi.waitFor(async () => {
      await settle();
      expect(textOf(page)).toContain('No connection');
    });
  });

  it('goes on under a new token where the old one has ended, and says so where the session has', async () => {
    const { page } = await open();
    await choose(page, lecture());
    const first = await go();
    first.begin(uploadId);
    auth.renew.mockImplementationOnce(() => {
      auth.accessToken.set('second-token');
      return Promise.resolve('second-token');
    });
    first.refuse(401, failure('UNAUTHENTICATED'));
    const second = await go(2);
    expect(second.headers['Authorization']).toBe('Bearer second-token');
    expect(second.options.uploadUrl).toContain(uploadId);
    second.refuse(401, failure('SESSION_ENDED'));
    await settle();
    expect(heard(page)).toContain('Your session has ended. Sign in again');
    await press(page, /Try again/);
    await go(3);
  });

  it('begins anew where what had arrived is gone, and waits where too many others are on their way', async () => {
    const { page } = await open();
    await choose(page, lecture());
    const first = await go();
    first.begin(uploadId);
    first.refuse(404, failure('NOT_FOUND'));
    const second = await go(2);
    expect(second.options.endpoint).toBe('/api/v1/files/uploads');
    second.begin(uploadId);
    second.refuse(409, failure('LIMIT_REACHED'));
    await settle();
    expect(heard(page)).toContain('goes on by itself');
  });

  it('says what to do where there is no room left', async () => {
    const { page } = await open();
    await choose(page, lecture());
    (await go()).refuse(409, failure('LIMIT_REACHED'));
    await settle();
    expect(heard(page)).toContain('The server says LIMIT_REACHED.');
    expect(byRole(page, 'link', 'See your files').getAttribute('href')).toBe('/account/files');
  });

  it.each([
    ['FILE_REFUSED', /This file cannot be taken/, []],
    ['MALFORMED_REQUEST', /What has arrived is not this file/, ['Upload it anew lecture.mp4']],
  ])('that the server refuses with %s says why, and what helps', async (code, words, offered) => {
    const { page } = await open();
    await choose(page, lecture());
    const first = await go();
    first.begin(uploadId);
    first.options.onSuccess();
    const refusal = { code, message: 'No.' };
    (await completing()).flush(success({ ...begun, state: 'refused', refusal }));
    await settle();
    expect(heard(page)).toMatch(words);
    expect(allByRole(page, 'button', /anew|again/).map(nameOf)).toEqual(offered);
    for (const name of offered) {
      await press(page, name);
      expect((await go(2)).options.endpoint).toBe('/api/v1/files/uploads');
    }
  });

  it('lets the page be left as soon as the server knows of it', async () => {
    const { page } = await open();
    const leave = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    await choose(page, lecture());
    const first = await go();
    expect(leave()).toBe(true);
    first.begin(uploadId);
    first.options.onProgress(1);
    await settle();
    expect(leave()).toBe(false);
    expect(textOf(page)).toContain('If you leave this page, what has arrived is kept');
  });

  it('has the checksum of all its parts', async () => {
    const bytes = new Uint8Array(5 * MB).map((_, index) => index % 251);
    const expected = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    expect(await sha256Of(new Blob([bytes]))).toBe(
      [...expected].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    );
  });
});

describe('an upload that was begun before', () => {
  it('is offered with how much has arrived, and goes on when the same file is chosen', async () => {
    const { page } = await open([begun, { ...begun, id: 'd'.repeat(24), purpose: 'image' }]);
    expect(textOf(byRole(page, 'listitem'))).toContain('45% has arrived. Choose the same file');
    await choose(page, lecture(3 * MB));
    expect((await go()).options.endpoint).toBe('/api/v1/files/uploads');
    await choose(page, lecture());
    const second = await go(2);
    expect(second.options.uploadUrl).toBe(`/api/v1/files/uploads/${uploadId}`);
    expect(textOf(page)).not.toContain('Choose the same file');
  });

  it('is offered again by another field once this one is gone', async () => {
    const { page, leave } = await open([begun]);
    await choose(page, lecture());
    await go();
    leave();
    const { page: next } = await render(Upload, { purpose: 'video', courseId });
    http.expectOne('/api/v1/files/uploads').flush(success([begun]));
    await settle();
    expect(allByRole(next, 'button', 'Choose the file lecture.mp4')).toHaveLength(1);
  });

  it('is taken without its file where all of it has arrived', async () => {
    const { page, taken } = await open([{ ...begun, received: 4 * MB, state: 'checking' }]);
    await press(page, 'Use it here lecture.mp4');
    const call = await completing();
    expect(call.request.body).toEqual({});
    call.flush(success({ ...begun, state: 'stored', file: stored }));
    await settle();
    expect(taken).toEqual([stored]);
  });

  it('is discarded at the server', async () => {
    const { page } = await open([begun]);
    await press(page, 'Discard lecture.mp4');
    http.expectOne({ method: 'DELETE', url: `/api/v1/files/uploads/${uploadId}` }).flush('');
    expect(allByRole(page, 'list')).toEqual([]);
  });

  it('says it in Arabic too', async () => {
    const { page } = await open([begun], 'ar');
    expect(textOf(byRole(page, 'listitem'))).toContain('اختر الملف نفسه');
  });
});
