import { TestBed } from '@angular/core/testing';
import { press } from '../testing/user';
import { ShortcutService } from './shortcuts';

describe('a shortcut', () => {
  let shortcuts: ShortcutService;
  const handler = vi.fn();

  beforeEach(() => {
    handler.mockReset();
    shortcuts = TestBed.inject(ShortcutService);
    shortcuts.register('j', 'next', handler);
  });

  function put(html: string): HTMLElement {
    document.body.innerHTML = html;
    const element = document.body.querySelector<HTMLElement>('[data-here]') ?? document.body;
    element.focus();
    return element;
  }

  it('acts anywhere on the page, once, and takes the key', () => {
    const event = press('j');
    expect(handler).toHaveBeenCalledTimes(1);
    expect(event.defaultPrevented).toBe(true);
  });

  it.each([
    '<input data-here>',
    '<textarea data-here></textarea>',
    '<div contenteditable="true"><b data-here></b></div>',
  ])('leaves what is typed into %s alone', (html) => {
    press('j', put(html));
    expect(handler).not.toHaveBeenCalled();
  });

  it.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }])(
    'leaves the browser’s own alone: %j',
    (modifier) => {
      press('j', document.body, modifier);
      expect(handler).not.toHaveBeenCalled();
    },
  );

  it('waits while a dialog is open', () => {
    put('<div role="dialog" aria-modal="true"></div>');
    press('j');
    expect(handler).not.toHaveBeenCalled();
  });

  it('does not take Enter from a focused button', () => {
    const enter = vi.fn();
    shortcuts.register('Enter', 'open', enter);
    press('Enter', put('<button data-here>Go</button>'));
    expect(enter).not.toHaveBeenCalled();
    press('Enter');
    expect(enter).toHaveBeenCalledTimes(1);
  });

  it('is found by its place on an Arabic keyboard', () => {
    press('ت', document.body, { code: 'KeyJ' });
    expect(handler).toHaveBeenCalledTimes(1);
    const search = vi.fn();
    shortcuts.register('/', 'search', search);
    press('ظ', document.body, { code: 'Slash' });
    expect(search).toHaveBeenCalledTimes(1);
  });

  it('gives way to one that was registered later, and comes back', () => {
    const later = vi.fn();
    const unregister = shortcuts.register('j', 'later', later);
    press('j');
    expect(handler).not.toHaveBeenCalled();
    unregister();
    press('j');
    expect(handler).toHaveBeenCalledTimes(1);
    expect(later).toHaveBeenCalledTimes(1);
  });

  it('is listed for the help', () => {
    expect(shortcuts.shortcuts()).toEqual([expect.objectContaining({ key: 'j', description: 'next' })]);
  });
});
