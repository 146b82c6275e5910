import type { FileInfo } from '@classy-book/contracts/files';
import type { CaptionTrack } from '@classy-book/contracts/lesson-blocks';
import filesEn from '../../../../../../public/i18n/files/en.json';
import { render, settle } from '../../../../core/testing/app-testing';
import { allByRole, byRole, textOf } from '../../../../core/testing/by-role';
import { idOf } from '../../../../shared/desk/attempts.test-support';
import { loadTexts } from '../../../../shared/discussion/discussion.test-support';
import type { BlockOf } from '../../../../shared/lesson/block-template';
import { setUpTeach } from '../../../../shared/teach/teach.test-support';
import { VideoEditor } from './video-block';

const fileOf = (number: number, more: Partial<FileInfo> = {}): FileInfo => ({
  ...{ id: idOf(number), purpose: 'video', name: 'film.mp4', type: 'video/mp4', size: 9, width: null, height: null },
  ...{ duration: null, widths: [], url: `/files/${String(number)}` },
  ...more,
});
const english: CaptionTrack = { fileId: idOf(2), language: 'en', label: 'English' };
const arabic: CaptionTrack = { fileId: idOf(3), language: 'ar', label: 'العربية' };

async function open(film: FileInfo, block: Partial<BlockOf<'video'>> = {}, poster: FileInfo | null = null) {
  const { api } = await setUpTeach({ texts: { 'files/en': filesEn } });
  await loadTexts('desk', 'teach', 'files');
  const { fixture, page } = await render(VideoEditor, {
    block: {
      ...{ id: 'video1', type: 'video', fileId: film.id, title: 'Film', seconds: 0, transcript: '' },
      ...{ captions: [], posterFileId: poster?.id ?? null },
      ...block,
    },
    file: film,
    poster,
    files: new Map([fileOf(2), fileOf(3)].map((file) => [file.id, { ...file, purpose: 'captions' }])),
    courseId: idOf(9),
    lang: 'en',
  });
  const changes: Partial<BlockOf<'video'>>[] = [];
  fixture.componentInstance.changed.subscribe((change) => changes.push(change));
  const video = page.querySelector('video');
  if (!video) throw new Error('there is no video');
  return { api, page, video, changes };
}

function play(video: HTMLVideoElement, event: string, facts: Partial<HTMLVideoElement>): void {
  for (const [name, value] of Object.entries(facts)) Object.defineProperty(video, name, { value, configurable: true });
  video.dispatchEvent(new Event(event));
}

describe('the video of a lesson, as it is made', () => {
  it('is as long as the browser reads where its file does not say', async () => {
    const { video, changes } = await open(fileOf(1));
    play(video, 'loadedmetadata', { duration: 12.3456 });
    expect(changes).toEqual([{ seconds: 12.35 }]);
  });

  it('is as long as its file says, whatever the browser reads', async () => {
    const { video, changes } = await open(fileOf(1, { duration: 60 }), { seconds: 60 });
    play(video, 'loadedmetadata', { duration: 12 });
    expect(changes).toEqual([]);
  });

  it('offers each language for one of its captions only', async () => {
    const { page } = await open(fileOf(1), { captions: [english, arabic] });
    const [first] = allByRole(page, 'combobox', 'Language') as HTMLSelectElement[];
    const offered = [...(first?.options ?? [])].map(({ value }) => value);
    expect(offered).toContain('en');
    expect(offered).not.toContain('ar');
  });

  it('says which captions hold nothing to show, and which cannot be read', async () => {
    const { page } = await open(fileOf(1), { captions: [english, arabic] });
    const [first, second] = page.querySelectorAll('track');
    Object.defineProperty(first, 'track', { value: { cues: [] } });
    first?.dispatchEvent(new Event('load'));
    second?.dispatchEvent(new Event('error'));
    await settle();
    const told = allByRole(page, 'alert').map(textOf);
    expect(told).toEqual([
      expect.stringContaining('no captions in this file'),
      expect.stringContaining('cannot be read as captions'),
    ]);
  });

  it('uploads what it shows at this moment as its picture', async () => {
    const { api, page, video } = await open(fileOf(1));
    const button = byRole(page, 'button', 'Use this moment') as HTMLButtonElement;
    expect(button.disabled).toBe(true);
    const drawImage = vi.fn();
    const context = { drawImage } as unknown as CanvasRenderingContext2D;
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context);
    vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done) => {
      done(new Blob(['jpeg'], { type: 'image/jpeg' }));
    });
    play(video, 'loadeddata', { videoWidth: 2_560, videoHeight: 1_440 });
    await settle();
    button.click();
    await vi.waitFor(async () => {
      await settle();
      expect(textOf(page)).toContain('Film.jpg');
    });
    expect(drawImage).toHaveBeenCalledExactlyOnceWith(video, 0, 0, 1_280, 720);
    await api.answer();
    vi.restoreAllMocks();
  });

  it('says where the browser cannot draw it', async () => {
    const { page, video } = await open(fileOf(1));
    play(video, 'loadeddata', { videoWidth: 0, videoHeight: 0 });
    await settle();
    byRole(page, 'button', 'Use this moment').click();
    await settle();
    expect(textOf(byRole(page, 'alert'))).toContain('Upload a picture instead');
  });

  it('shows its picture and lets it go', async () => {
    const poster = fileOf(5, { purpose: 'image', width: 1_280, height: 720, widths: [320, 640] });
    const { page, changes } = await open(fileOf(1), {}, poster);
    expect(page.querySelector('img')?.srcset).toBe('/files/5?width=320 320w, /files/5?width=640 640w, /files/5 1280w');
    byRole(page, 'button', 'Remove the picture').click();
    expect(changes).toEqual([{ posterFileId: null }]);
  });
});
