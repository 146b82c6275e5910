import type { FilePurpose } from '@classy-book/contracts/files';
import { clockText } from '../../core/services/duration';
import type { IconName } from '../components/icon/icons';

/** What a file is drawn as: by what its bytes are, and before they are known by what it is for. */
export function iconOf({ type, purpose }: { readonly type: string; readonly purpose: FilePurpose }): IconName {
  if (purpose === 'avatar') return 'account-circle';
  if (type.startsWith('image/') || purpose === 'cover' || purpose === 'image') return 'image';
  if (type.startsWith('video/') || purpose === 'video') return 'movie';
  if (type.startsWith('audio/')) return 'volume-up';
  if (purpose === 'captions') return 'subtitles';
  return type === 'application/zip' || purpose === 'course_archive' ? 'archive' : 'description';
}

/** Seconds as a clock: 1:05 or 1:02:03. */
export function clockOf(seconds: number): string {
  return clockText(Math.round(seconds));
}

/** Whose it is, as pages say it: the name, else the email address; empty where the account is gone. */
export function ownerName({ name, email }: { readonly name: string; readonly email: string }): string {
  return name === '' ? email : name;
}
