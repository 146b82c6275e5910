import { Component, signal } from '@angular/core';
import type { FileInfo } from '@classy-book/contracts/files';
import type { Block } from '@classy-book/contracts/lesson-blocks';
import { provideTranslocoLoader, type Translation, type TranslocoLoader } from '@jsverse/transloco';
import { of, type Observable } from 'rxjs';
import learnAr from '../../../../public/i18n/learn/ar.json';
import learnEn from '../../../../public/i18n/learn/en.json';
import ar from '../../../../public/i18n/ar.json';
import en from '../../../../public/i18n/en.json';
import { render, setUpApp, settle } from '../../core/testing/app-testing';
import { allByRole, byLabel, byRole, nameOf, textOf } from '../../core/testing/by-role';
import { press } from '../../core/testing/user';
import { AssignmentBlockTemplate, QuizBlockTemplate } from './block-template';
import { LessonBlocks, type BlockWatched } from './lesson-blocks';

const texts: Readonly<Record<string, Translation>> = { en, ar, 'learn/en': learnEn, 'learn/ar': learnAr };
class Loader implements TranslocoLoader {
  getTranslation(path: string): Observable<Translation> {
    return of(texts[path] ?? {});
  }
}

const fileOf = (id: string, more: Partial<FileInfo> = {}): FileInfo => ({
  id,
  purpose: 'document',
  name: 'Star map.pdf',
  type: 'application/pdf',
  size: 1_468_006,
  width: null,
  height: null,
  duration: null,
  widths: [],
  url: `/api/v1/files/${id}?signature=1`,
  ...more,
});
const blocks: Block[] = [
  { id: 'text01', type: 'text', html: '<h2>Shadows</h2><p>An <em>eclipse</em>.</p><script>alert(1)</script>' },
  { id: 'note01', type: 'callout', tone: 'tip', html: '<p>Look up.</p>' },
  { id: 'code01', type: 'code', language: 'python', code: 'print("<b>")', caption: 'A program' },
  { id: 'imag01', type: 'image', fileId: 'img', alt: 'The Moon', decorative: false, caption: 'Full' },
  { id: 'file01', type: 'file', fileId: 'pdf', title: '' },
  { id: 'gone01', type: 'file', fileId: null, title: 'Nothing yet' },
  { id: 'embd01', type: 'embed', url: 'https://www.geogebra.org/m/abc', title: 'Orbits' },
  { id: 'evil01', type: 'embed', url: 'https://evil.example/x', title: 'Evil' },
  { id: 'quiz01', type: 'quiz', quizId: 'a'.repeat(24) },
  { id: 'work01', type: 'assignment', title: 'Draw', html: '', points: 10, accepts: 'both' },
];
const files = [
  fileOf('img', { purpose: 'image', name: 'moon.png', type: 'image/png', width: 800, height: 600 }),
  fileOf('pdf'),
];

@Component({
  selector: 'app-host',
  imports: [AssignmentBlockTemplate, LessonBlocks, QuizBlockTemplate],
  template: `
    <app-lesson-blocks
      [blocks]="blocks()"
      [files]="files()"
      [positions]="{ vide01: 30 }"
      (watched)="told.push($event)"
      (outdated)="asked = asked + 1"
    >
      <ng-template appQuizBlock let-block>Quiz {{ block.quizId }}</ng-template>
      <ng-template appAssignmentBlock let-block>Assignment {{ block.title }}</ng-template>
    </app-lesson-blocks>
  `,
})
class Host {
  readonly blocks = signal(blocks);
  readonly files = signal(files);
  readonly told: BlockWatched[] = [];
  asked = 0;
}

async function open(locale: 'en' | 'ar' = 'en') {
  await setUpApp({ locale, providers: [provideTranslocoLoader(Loader)] });
  const rendered = await render(Host);
  await settle();
  return { ...rendered, host: rendered.fixture.componentInstance };
}

describe('the blocks of a lesson', () => {
  it('show texts and callouts in the direction of their words, without what could run', async () => {
    const { page } = await open();
    expect(textOf(byRole(page, 'heading', 'Shadows'))).toBe('Shadows');
    expect(page.querySelector('script')).toBeNull();
    expect(page.querySelector('#block-text01 [dir="auto"] em')).not.toBeNull();
    expect(textOf(byRole(page, 'note'))).toContain('Look up.');
  });

  it('show code as it was written, from left to right', async () => {
    const { page } = await open('ar');
    const code = page.querySelector('code');
    expect(code?.textContent).toBe('print("<b>")');
    expect(code?.closest('[dir]')?.getAttribute('dir')).toBe('ltr');
    expect(byRole(page, 'button', /نسخ/)).toBeTruthy();
  });

  it('show pictures with what they show, and files with their kind and size', async () => {
    const { page } = await open();
    const image = page.querySelector('img');
    expect([image?.alt, image?.getAttribute('width'), image?.getAttribute('src')]).toEqual([
      'The Moon',
      '800',
      '/api/v1/files/img?signature=1',
    ]);
    const link = byRole(page, 'link', /Star map.pdf/);
    expect(textOf(link)).toMatch(/PDF\s+·\s+1\.4\sMB/);
    expect(link.getAttribute('download')).toBe('Star map.pdf');
    expect(textOf(page.querySelector('#block-gone01'))).toContain('No file has been chosen');
  });

  it('fetch pages of others only when they are asked for, in a sandbox, and only of known hosts', async () => {
    const { page } = await open();
    expect(page.querySelector('iframe')).toBeNull();
    byRole(page, 'button', 'Show it').click();
    await settle();
    const frame = page.querySelector('iframe');
    expect([frame?.src, frame?.title]).toEqual(['https://www.geogebra.org/m/abc', 'Orbits']);
    expect(frame?.getAttribute('sandbox')).not.toContain('allow-top-navigation');
    expect(textOf(page.querySelector('#block-evil01'))).toContain('nothing to show');
    expect(page.querySelector('[href*="evil.example"]')).toBeNull();
  });

  it('leave quizzes and assignments to the host', async () => {
    const { page } = await open();
    expect(textOf(page.querySelector('#block-quiz01'))).toContain(`Quiz ${'a'.repeat(24)}`);
    expect(textOf(page.querySelector('#block-work01'))).toContain('Assignment Draw');
  });
});

describe('the video of a lesson', () => {
  const video: Block = {
    id: 'vide01',
    type: 'video',
    fileId: 'vid',
    title: 'Eclipses',
    seconds: 100,
    captions: [{ fileId: 'vtt', language: 'en', label: 'English' }],
    posterFileId: null,
    transcript: 'First words',
  };
  let paused: boolean;
  let now: number;

  beforeEach(() => {
    paused = true;
    now = 1_000_000;
    vi.spyOn(Date, 'now').mockImplementation(() => now);
    const prototype = HTMLMediaElement.prototype;
    vi.spyOn(prototype, 'paused', 'get').mockImplementation(() => paused);
    vi.spyOn(prototype, 'play').mockImplementation(function (this: HTMLMediaElement) {
      paused = false;
      this.dispatchEvent(new Event('playing'));
      return Promise.resolve();
    });
    vi.spyOn(prototype, 'pause').mockImplementation(function (this: HTMLMediaElement) {
      paused = true;
      this.dispatchEvent(new Event('pause'));
    });
    vi.spyOn(prototype, 'load').mockImplementation(() => undefined);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  async function openVideo() {
    const opened = await open();
    opened.host.blocks.set([video]);
    opened.host.files.set([
      fileOf('vid', { purpose: 'video', type: 'video/mp4' }),
      fileOf('vtt', { purpose: 'captions', type: 'text/vtt' }),
    ]);
    await settle();
    const element = opened.page.querySelector('video');
    if (!element) throw new Error('there is no video');
    element.dispatchEvent(new Event('loadedmetadata'));
    const run = async (to: number, seconds: number): Promise<void> => {
      now += seconds * 1_000;
      element.currentTime = to;
      element.dispatchEvent(new Event('timeupdate'));
      await settle();
    };
    return { ...opened, element, run };
  }

  it('goes on where it was left, and tells what played when it pauses', async () => {
    const { page, element, host, run } = await openVideo();
    expect(element.currentTime).toBe(30);
    byRole(page, 'button', 'Play Eclipses (1:40)').click();
    // the button goes, the keys stay
    expect(document.activeElement).toBe(byRole(page, 'group', 'Video player: Eclipses'));
    await run(32, 2);
    byRole(page, 'button', 'Pause (k)').click();
    await settle();
    expect(host.told).toEqual([{ blockId: 'vide01', ranges: [[30, 32]], seconds: 32 }]);
    expect(byRole(page, 'button', 'Play Eclipses (1:40)')).toBeTruthy();
  });

  it('tells about every ten seconds, and when it is taken away', async () => {
    const { element, host, run } = await openVideo();
    void element.play();
    await run(39, 9);
    expect(host.told).toEqual([]);
    await run(40.5, 1.5);
    expect(host.told.map(({ ranges }) => ranges)).toEqual([[[30, 40.5]]]);
    await run(42, 1.5);
    host.blocks.set([]);
    await settle();
    expect(host.told.map(({ ranges }) => ranges).at(-1)).toEqual([[40.5, 42]]);
  });

  it('has keys while the focus is inside, and none outside', async () => {
    const { page, element } = await openVideo();
    press('k');
    expect(paused).toBe(true);
    const player = byRole(page, 'group', 'Video player: Eclipses');
    press('k', player);
    expect(paused).toBe(false);
    press('ArrowRight', player);
    expect(element.currentTime).toBe(35);
    press('m', player);
    await settle();
    expect(element.muted).toBe(true);
  });

  it('says where it stands on its line of time, and lets the speed be chosen', async () => {
    const { page, element } = await openVideo();
    expect(byLabel(page, 'Position').getAttribute('aria-valuetext')).toBe('0:30 of 1:40');
    byRole(page, 'button', 'Speed: 1×').click();
    await settle();
    byRole(page, 'menuitemradio', '1.5×').click();
    await settle();
    expect(element.playbackRate).toBe(1.5);
    expect(localStorage.getItem('classy-book:video-speed')).toBe('1.5');
  });

  it('keeps its address while that works, and takes a new one when it does not', async () => {
    const { page, element, host } = await openVideo();
    const anew = () => [fileOf('vid', { purpose: 'video', url: '/api/v1/files/vid?signature=2' })];
    host.files.set(anew());
    await settle();
    expect(element.getAttribute('src')).toContain('signature=1');
    element.dispatchEvent(new Event('error'));
    await settle();
    expect(element.getAttribute('src')).toContain('signature=2');
    expect(allByRole(page, 'alert')).toHaveLength(0);
    expect(host.asked).toBe(1);
    element.dispatchEvent(new Event('error'));
    await settle();
    expect(host.asked).toBe(1);
    expect(textOf(byRole(page, 'alert'))).toContain('could not be loaded');
    byRole(page, 'button', 'Try again').click();
    await settle();
    expect(allByRole(page, 'alert')).toHaveLength(0);
  });

  it.each([
    [null, 'English'],
    ['off', 'Off'],
    ['ar', 'العربية'],
    ['fr', 'English'],
  ])('shows captions as they were chosen before (%s), else in the language of the pages', async (before, shown) => {
    if (before === null) localStorage.removeItem('classy-book:video-captions');
    else localStorage.setItem('classy-book:video-captions', before);
    const { page, host } = await openVideo();
    const arabic = { fileId: 'vtt-ar', language: 'ar', label: 'العربية' };
    host.blocks.set([{ ...video, captions: [arabic, ...video.captions] }]);
    host.files.update((files) => [...files, fileOf('vtt-ar', { purpose: 'captions', type: 'text/vtt' })]);
    await settle();
    byRole(page, 'button', 'Captions (c)').click();
    await settle();
    const checked = allByRole(page, 'menuitemradio').filter((one) => one.ariaChecked === 'true');
    expect(checked.map(nameOf)).toEqual([shown]);
    localStorage.removeItem('classy-book:video-captions');
  });

  it('has its words to read', async () => {
    const { page } = await openVideo();
    expect(textOf(page.querySelector('details'))).toMatch(/Transcript\s+First words/);
  });
});
