import { DOCUMENT, DestroyRef, Service, inject, signal } from '@angular/core';

export interface Shortcut {
  /** The `key` of the keyboard event, such as `/`, `j` or `Enter`. */
  readonly key: string;
  /** Translation key of what it does, for the help dialog. */
  readonly description: string;
}

interface Registered extends Shortcut {
  readonly handler: (event: KeyboardEvent) => void;
}

const typingTargets =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]:not([contenteditable="false"])';

/**
 * Single-key shortcuts of the page that is open. Keys typed into a field, or together with Ctrl, Alt or Meta, are left
 * alone, and so is everything while a dialog is open. The one that was registered last wins.
 */
@Service()
export class ShortcutService {
  private readonly document = inject(DOCUMENT);
  private readonly registered = signal<readonly Registered[]>([]);

  /** What can be pressed now, for the `?` help dialog. */
  readonly shortcuts = this.registered.asReadonly();

  constructor() {
    const listen = (event: KeyboardEvent): void => {
      this.dispatch(event);
    };
    this.document.addEventListener('keydown', listen);
    inject(DestroyRef).onDestroy(() => {
      this.document.removeEventListener('keydown', listen);
    });
  }

  /** Adds a shortcut and returns the function that takes it away again. */
  register(key: string, description: string, handler: (event: KeyboardEvent) => void): () => void {
    const shortcut: Registered = { key, description, handler };
    this.registered.update((all) => [...all, shortcut]);
    return () => {
      this.registered.update((all) => all.filter((other) => other !== shortcut));
    };
  }

  private dispatch(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const target = event.target;
    if (target instanceof Element && target.closest(typingTargets)) return;
    if (this.document.querySelector('[aria-modal="true"]')) return;
    const pressed = latinKey(event);
    const found = this.registered().findLast((shortcut) => shortcut.key === pressed);
    if (!found || pressesAControl(event)) return;
    event.preventDefault();
    found.handler(event);
  }
}

/** Enter and Space on a focused button or link already mean something. */
function pressesAControl(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' && event.key !== ' ') return false;
  return event.target instanceof Element && event.target.closest('a[href], button, [role="menuitem"]') !== null;
}

/** On an Arabic layout the J key types another letter and `/` has another place: there the key's position decides. */
function latinKey(event: KeyboardEvent): string {
  if (event.key.length > 1 || event.key.charCodeAt(0) < 128) return event.key;
  if (event.code === 'Slash') return event.shiftKey ? '?' : '/';
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  return letter === undefined ? event.key : event.shiftKey ? letter : letter.toLowerCase();
}
