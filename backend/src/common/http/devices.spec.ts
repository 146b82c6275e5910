import { describe, expect, it } from 'vitest';
import { deviceOf } from './devices.js';

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36';

describe('what a user agent says', () => {
  it.each([
    [CHROME, { label: 'Chrome 146 · Windows', browser: 'Chrome 146', os: 'Windows', kind: 'desktop' }],
    [
      'Mozilla/5.0 (X11; Linux x86_64; rv:149.0) Gecko/20100101 Firefox/149.0',
      { label: 'Firefox 149 · Linux', kind: 'desktop' },
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
      { label: 'Safari 19 · iOS', kind: 'mobile' },
    ],
    [
      'Mozilla/5.0 (iPad; CPU OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1',
      { kind: 'tablet' },
    ],
    ['curl/8.5.0', { label: 'curl 8.5.0', os: null, kind: 'script' }],
    ['python-requests/2.31.0', { label: 'python-requests 2.31.0', kind: 'script' }],
    ['Go-http-client/1.1', { kind: 'script' }],
    ['node', { label: 'node', kind: 'script' }],
    [CHROME.replace('Chrome/', 'HeadlessChrome/'), { kind: 'script' }],
    ['Googlebot/2.1 (+http://www.google.com/bot.html)', { kind: 'script' }],
    ['', { label: 'Unknown', browser: null, os: null, kind: 'unknown' }],
    ['\u0001\u0002 nonsense', { kind: 'unknown' }],
  ])('%s', (userAgent, expected) => {
    expect(deviceOf(userAgent)).toMatchObject(expected);
  });

  it('answers quickly and shortly for a hostile text', () => {
    const start = performance.now();
    const device = deviceOf(`Mozilla/${'('.repeat(200_000)}`);
    expect(performance.now() - start).toBeLessThan(200);
    expect(device.label.length).toBeLessThan(130);
  });
});
