import {
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ErrorCode } from '@classy-book/contracts/errors';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../components/icon/icon';
import type { IconName } from '../components/icon/icons';
import { FileSizePipe } from '../texts/file-size-pipe';
import { PercentPipe } from '../texts/percent-pipe';
import type { UploadItem } from './upload-store';

const FINAL: readonly ErrorCode[] = [
  'FILE_REFUSED',
  'PAYLOAD_TOO_LARGE',
  'FORBIDDEN',
  'NOT_FOUND',
  'VALIDATION_FAILED',
];
const ICONS = {
  unfinished: 'history',
  waiting: 'timer',
  sending: 'upload',
  held: 'wifi-off',
  paused: 'pause',
  checking: 'verified-user',
  failed: 'error',
  done: 'check-circle',
} as const;

/** One file on its way: how far it is, how fast, what went wrong, and what can be done about it. */
@Component({
  selector: 'app-upload-row',
  imports: [FileSizePipe, Icon, PercentPipe, RouterLink, TranslocoDirective],
  templateUrl: './upload-row.html',
  styleUrl: './upload-row.css',
  host: { '[class]': 'item().state' },
})
export class UploadRow {
  readonly item = input.required<UploadItem>();
  /** What went wrong, in words; empty where nothing did. */
  readonly problem = input('');
  /** What it waits for, in words. */
  readonly wait = input('');
  /** How long it will take, in words; empty while nobody knows. */
  readonly timeLeft = input('');
  readonly paused = output();
  readonly resumed = output();
  /** The file is to be chosen again; where all of it has arrived: it is to be taken. */
  readonly continued = output();
  readonly removed = output();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);

  // nothing helps but to make room
  protected readonly isFull = computed(() => {
    const { problem } = this.item();
    return typeof problem === 'object' && problem?.code === 'LIMIT_REACHED';
  });
  protected readonly share = computed(() => Math.min(1, this.item().sent / Math.max(1, this.item().size)));
  protected readonly percent = computed(() => Math.floor(this.share() * 100));
  protected readonly icon = computed((): IconName => ICONS[this.item().state]);
  protected readonly showsBar = computed(() =>
    ['unfinished', 'sending', 'held', 'paused', 'checking'].includes(this.item().state),
  );
  protected readonly mayPause = computed(
    () => this.item().resumable && ['sending', 'held'].includes(this.item().state) && !this.item().arrived,
  );
  // the file itself would be refused again
  protected readonly mayRetry = computed(() => {
    const { problem } = this.item();
    if (problem === 'other_bytes') return true;
    return typeof problem === 'object' && problem !== null && !FINAL.includes(problem.code);
  });
  protected readonly removal = computed(() => {
    const { state } = this.item();
    if (state === 'unfinished') return 'files.discard';
    return state === 'failed' || state === 'done' ? 'files.dismiss' : 'files.cancel';
  });

  constructor() {
    // a button that goes because the file gets on takes the focus with it
    effect(() => {
      this.item();
      if (!this.host.contains(document.activeElement)) return;
      const stay = () => {
        if (!this.host.contains(document.activeElement)) this.host.querySelector('button')?.focus();
      };
      afterNextRender({ read: stay }, { injector: this.injector });
    });
  }
}
