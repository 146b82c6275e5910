import { Injectable } from '@nestjs/common';
import type { Account } from './account.js';

type Sign = (fileId: string, readerId: string) => string;

/** The addresses of people's pictures. Who keeps files brings the way to sign them; until then nobody has a picture. */
@Injectable()
export class AvatarLinksService {
  private sign: Sign | null = null;

  signWith(sign: Sign): void {
    this.sign = sign;
  }

  /** The address of somebody's picture, good for the reader alone; null where there is none. Asks the database nothing. */
  of(person: Pick<Account, 'avatarFileId'> | undefined, readerId: string): string | null {
    const fileId = person?.avatarFileId ?? null;
    return fileId === null || this.sign === null ? null : this.sign(fileId, readerId);
  }
}
