import { Service } from '@angular/core';

const PREFIX = 'classy-book:';

/**
 * Small choices that outlive the page, such as language, theme and the folded rail. Never a secret: anything that runs
 * on this origin can read them. A browser that refuses storage only forgets them.
 */
@Service()
export class Preferences {
  read(name: string): string | null {
    try {
      return localStorage.getItem(PREFIX + name);
    } catch {
      return null;
    }
  }

  write(name: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(PREFIX + name);
      else localStorage.setItem(PREFIX + name, value);
    } catch {
      // Private windows and full quotas refuse writes; the choice then lasts as long as the page.
    }
  }
}
