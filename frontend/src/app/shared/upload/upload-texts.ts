import { Service, inject } from '@angular/core';
import { type FilePurpose, maxFileBytes } from '@classy-book/contracts/files';
import type { ApiFailure } from '../../core/services/api';
import { FailureText } from '../../core/services/failure-text';
import { I18nService } from '../../core/services/i18n';
import { FileSizePipe } from '../texts/file-size-pipe';
import { Texts } from '../texts/texts';
import type { UploadItem, UploadState } from './upload-store';

/** Codes for which there is a sentence of its own here: what happened to the file, and what to do. */
const OWN_WORDS: Readonly<Partial<Record<string, string>>> = {
  FILE_REFUSED: 'files.refused',
  LIMIT_REACHED: 'files.noRoom',
  SERVICE_UNAVAILABLE: 'files.away',
  UNAUTHENTICATED: 'files.signedOut',
  SESSION_ENDED: 'files.signedOut',
};
/** What is read out of each state; a file that is sent says its quarters. */
const SPOKEN: Readonly<Partial<Record<UploadState, string>>> = {
  waiting: 'files.waiting',
  paused: 'files.paused',
  done: 'files.done',
};

/** What there is to say of a file on its way. The methods read signals. */
@Service({ autoProvided: false })
export class UploadTexts {
  private readonly failureText = inject(FailureText);
  private readonly i18n = inject(I18nService);
  private readonly texts = inject(Texts);
  private readonly sizes = new FileSizePipe();

  /** Why it does not arrive, and what to do; empty where nothing is wrong. */
  problem({ problem, resumable }: UploadItem, purpose: FilePurpose): string {
    switch (problem) {
      case null:
        return '';
      case 'empty':
        return this.texts.of('files.empty');
      case 'too_large':
        return this.tooLarge(purpose);
      case 'file_gone':
        return this.texts.of('files.fileGone');
      case 'other_bytes':
        return this.texts.of('files.otherBytes');
    }
    if (problem.code === 'PAYLOAD_TOO_LARGE') return this.tooLarge(purpose);
    if (problem.unreachable) return this.texts.of('files.cutOff');
    const why = this.refusal(problem, purpose);
    return resumable && problem.status >= 500 ? `${why} ${this.texts.of('files.kept')}` : why;
  }

  private refusal(problem: ApiFailure, purpose: FilePurpose): string {
    const { code, message } = problem;
    const own = OWN_WORDS[code];
    if (own === undefined) return this.failureText.of(problem);
    const told = this.texts.of(own, { kinds: this.texts.of(`files.kinds.${purpose}`) });
    // the server's sentences are in English, and say what exactly is wrong
    if (this.i18n.locale() !== 'en') return told;
    if (code === 'FILE_REFUSED') return `${told} ${message}`;
    return code === 'LIMIT_REACHED' || code === 'SERVICE_UNAVAILABLE' ? message : told;
  }

  /** What it waits for. */
  wait({ waitingFor }: UploadItem): string {
    return this.texts.of(waitingFor === null ? 'files.checking' : `files.waitingFor.${waitingFor}`);
  }

  /** How long it will take, such as "2 minutes left"; empty while nobody knows. */
  timeLeft({ sent, size, speed }: UploadItem): string {
    if (speed <= 0) return '';
    const seconds = Math.ceil((size - sent) / speed);
    return this.texts.of('files.left', { time: this.duration(seconds) });
  }

  /** What is read out when it has changed. */
  spoken(item: UploadItem, purpose: FilePurpose): string {
    return `${item.name}: ${this.what(item, purpose)}`;
  }

  private what(item: UploadItem, purpose: FilePurpose): string {
    const { state, sent, size } = item;
    if (state === 'failed') return this.problem(item, purpose);
    if (state === 'held' || state === 'checking') return this.wait(item);
    const key = SPOKEN[state];
    if (key !== undefined) return this.texts.of(key);
    const quarters = Math.floor((4 * sent) / Math.max(1, size));
    return this.texts.of('files.sending', { share: this.i18n.percent(quarters / 4) });
  }

  private tooLarge(purpose: FilePurpose): string {
    return this.texts.of('files.tooLarge', { limit: this.sizes.transform(maxFileBytes[purpose]) });
  }

  /** In steps that do not jump with each piece: fives of seconds, minutes, then hours and minutes. */
  private duration(seconds: number): string {
    const unit = (value: number, name: 'second' | 'minute' | 'hour') =>
      this.i18n.number(value, { style: 'unit', unit: name, unitDisplay: 'long' });
    if (seconds < 55) return unit(Math.max(5, Math.ceil(seconds / 5) * 5), 'second');
    const minutes = Math.round(seconds / 60);
    if (minutes < 60) return unit(Math.max(1, minutes), 'minute');
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    if (rest === 0) return unit(hours, 'hour');
    return this.texts.of('files.hours', { hours: unit(hours, 'hour'), minutes: unit(rest, 'minute') });
  }
}
