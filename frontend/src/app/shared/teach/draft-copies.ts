import { DOCUMENT, Service, inject } from '@angular/core';
import { AuthService } from '../../core/services/auth';

const PREFIX = 'classy-book:draft:';

/** Changes that have not reached the server. */
interface DraftCopy {
  /** The revision that they are based on. */
  readonly revision: number;
  /** ISO 8601. */
  readonly at: string;
  /** As it was kept: check it before use. */
  readonly draft: unknown;
}

/**
 * Unsent drafts, kept in this tab so that a reload does not lose them. Each person finds only their own. A browser that
 * refuses storage, or has no room, keeps none.
 */
@Service()
export class DraftCopies {
  private readonly auth = inject(AuthService);
  private readonly storage = inject(DOCUMENT).defaultView?.sessionStorage;

  /** What is kept under a name such as `lesson:<id>`; null where nothing is. */
  read(name: string): DraftCopy | null {
    try {
      const kept: unknown = JSON.parse(this.storage?.getItem(this.key(name)) ?? 'null');
      return isCopy(kept) ? kept : null;
    } catch {
      return null;
    }
  }

  write(name: string, copy: DraftCopy): void {
    try {
      this.storage?.setItem(this.key(name), JSON.stringify(copy));
    } catch {
      // No room: the page still holds the draft and goes on trying to save it.
    }
  }

  forget(name: string): void {
    try {
      this.storage?.removeItem(this.key(name));
    } catch {
      // A browser that refuses storage has nothing to forget.
    }
  }

  private key(name: string): string {
    return `${PREFIX}${this.auth.user()?.id ?? 'nobody'}:${name}`;
  }
}

function isCopy(value: unknown): value is DraftCopy {
  if (typeof value !== 'object' || value === null) return false;
  const { revision, at, draft } = value as Partial<Record<keyof DraftCopy, unknown>>;
  return typeof revision === 'number' && typeof at === 'string' && draft !== undefined;
}
