import { linkOf } from './link-dialog';

describe('an address to link to', () => {
  it.each([
    ['https://example.org/a?b=c', 'https://example.org/a?b=c'],
    ['  http://example.org ', 'http://example.org'],
    ['example.org/page', 'https://example.org/page'],
    ['mailto:maya@example.org', 'mailto:maya@example.org'],
    ['localhost:3000/x', 'https://localhost:3000/x'],
  ])('%s is one', (typed, link) => {
    expect(linkOf(typed)).toBe(link);
  });

  it.each(['', '  ', 'word', 'javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'https://', 'mailto:x'])(
    '%j is none',
    (typed) => {
      expect(linkOf(typed)).toBeNull();
    },
  );
});
