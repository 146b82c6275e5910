import { DOCUMENT, Injector, afterNextRender, inject } from '@angular/core';

/**
 * Gives a function that has the focus go to the first match of a selector under an element, where what had it is gone after
 * the next rendering. Needs an injection context.
 */
export function focusCatcher(): (root: () => ParentNode | null | undefined, selector: string) => void {
  const [document, injector] = [inject(DOCUMENT), inject(Injector)];
  return (root, selector) => {
    afterNextRender(
      {
        read: () => {
          const focused = document.activeElement;
          if (focused !== null && focused !== document.body) return;
          root()?.querySelector<HTMLElement>(selector)?.focus();
        },
      },
      { injector },
    );
  };
}
