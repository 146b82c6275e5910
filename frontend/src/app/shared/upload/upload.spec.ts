import { HttpEventType } from '@angular/common/http';
import type { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { FileInfo } from '@classy-book/contracts/files';
import { provideTranslocoLoader, type Translation } from '@jsverse/transloco';
import { of } from 'rxjs';
import en from '../../../../public/i18n/en.json';
import filesAr from '../../../../public/i18n/files/ar.json';
import filesEn from '../../../../public/i18n/files/en.json';
import { failure, render, settle, setUpApp, success } from '../../core/testing/app-testing';
import { allByRole, byRole, textOf } from '../../core/testing/by-role';
import { Upload } from './upload';

const texts: Readonly<Record<string, Translation>> = { en, 'files/en': filesEn, 'files/ar': filesAr };
const stored: FileInfo = {
  ...{ id: 'a'.repeat(24), purpose: 'image', name: 'lake.webp', type: 'image/webp', size: 9, width: 4, height: 3 },
  ...{ duration: null, widths: [] },
  url: '/api/v1/files/content/x',
};

let http: HttpTestingController;

async function open(inputs: Readonly<Record<string, unknown>> = {}): Promise<{ page: HTMLElement; taken: FileInfo[] }> {
  const loader = provideTranslocoLoader(
    class {
      getTranslation = (path: string) => of(texts[path] ?? {});
    },
  );
  ({ http } = await setUpApp({ providers: [loader] }));
  const { fixture, page } = await render(Upload, { purpose: 'image', courseId: 'c'.repeat(24), ...inputs });
  const taken: FileInfo[] = [];
  fixture.componentInstance.uploaded.subscribe((file) => taken.push(file));
  await settle();
  return { page, taken };
}

async function drop(page: HTMLElement, ...files: File[]): Promise<void> {
  const event = new Event('drop', { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: { files, types: ['Files'] } });
  page.querySelector('.zone')?.dispatchEvent(event);
  await settle();
}

const lake = (size = 1_000) => new File([new Uint8Array(size)], 'lake.jpg');
const calls = () => http.match(({ url }) => url === '/api/v1/files');

describe('an upload field', () => {
  it('sends what is dropped on it, says how far it is, and tells of the file that the server has taken', async () => {
    const { page, taken } = await open();
    await drop(page, lake());
    const [call] = calls();
    expect(call?.request.params.get('purpose')).toBe('image');
    expect(call?.request.headers.get('Content-Type')).toBe('application/octet-stream');
    call?.event({ type: HttpEventType.UploadProgress, loaded: 420, total: 1_000 });
    await settle();
    expect(textOf(page)).toContain('42%');
    expect(page.querySelector('progress')?.getAttribute('value')).toBe('0.42');
    call?.event({ type: HttpEventType.UploadProgress, loaded: 1_000, total: 1_000 });
    await settle();
    expect(textOf(page)).toContain('the server is checking it');
    call?.flush(success(stored));
    await settle();
    expect(taken).toEqual([stored]);
    expect(textOf(byRole(page, 'status'))).toContain('lake.jpg: Uploaded');
  });

  it('says what was refused, and offers to try again only where that helps', async () => {
    const { page } = await open();
    await drop(page, lake());
    calls()[0]?.flush(failure('FILE_REFUSED'), { status: 422, statusText: 'Refused' });
    await settle();
    expect(textOf(byRole(page, 'status'))).toContain('This file cannot be taken');
    expect(allByRole(page, 'button', /Try again/)).toEqual([]);
    byRole(page, 'button', 'Take lake.jpg off the list').click();
    await settle();
    expect(allByRole(page, 'list')).toEqual([]);
    expect(document.activeElement).toBe(byRole(page, 'button', 'Choose a file'));
  });

  it('tries again after the connection was lost', async () => {
    const { page, taken } = await open();
    await drop(page, lake());
    calls()[0]?.error(new ProgressEvent('error'));
    await settle();
    expect(textOf(page)).toContain('The connection was lost.');
    byRole(page, 'button', /Try again/).click();
    await settle();
    calls()[0]?.flush(success(stored));
    await settle();
    expect(taken).toHaveLength(1);
  });

  it('does not even send what is too large or empty', async () => {
    const { page } = await open({ purpose: 'captions', multiple: true });
    await drop(page, new File([], 'empty.vtt'), new File([new Uint8Array(2 * 1024 * 1024 + 1)], 'long.vtt'));
    expect(calls()).toEqual([]);
    expect(textOf(page)).toContain('The file is empty.');
    expect(textOf(page)).toContain('too large: at most 2 MB');
  });

  it('sends two at once, and the next when one was cancelled', async () => {
    const { page } = await open({ multiple: true });
    await drop(page, lake(1), lake(2), lake(3));
    const first = calls();
    expect(first).toHaveLength(2);
    allByRole(page, 'button', 'Cancel lake.jpg')[0]?.click();
    await settle();
    expect(first[0]?.cancelled).toBe(true);
    expect(calls()).toHaveLength(1);
  });

  it('lets nobody leave by mistake while something is on its way', async () => {
    const { page } = await open();
    const leave = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(leave()).toBe(false);
    await drop(page, lake());
    expect(leave()).toBe(true);
    TestBed.resetTestingModule();
  });

  it('has the same texts in both languages', () => {
    expect(Object.keys(filesAr)).toEqual(Object.keys(filesEn));
    expect(Object.keys(filesAr.kinds)).toEqual(Object.keys(filesEn.kinds));
  });
});
