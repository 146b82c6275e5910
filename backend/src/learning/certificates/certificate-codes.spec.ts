import { describe, expect, it } from 'vitest';
import { makeCode, readCode, showCode } from './certificate-codes.js';

describe('a code', () => {
  it('is never the same, and comes back from how it is shown', () => {
    const codes = Array.from({ length: 500 }, makeCode);
    expect(new Set(codes).size).toBe(500);
    for (const code of codes) {
      expect(showCode(code)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(readCode(showCode(code))).toBe(code);
    }
  });

  it.each([
    ['7k3mp9qaxw2d', '7K3MP9QAXW2D'],
    [' 7K3M P9QA-XW2D\n', '7K3MP9QAXW2D'],
    ['7K3M–P9QA—XW2D', '7K3MP9QAXW2D'],
    ['ＯＩＬo-0000-0000', '011000000000'],
    ['7K3M-P9QA-XW2', null],
    ['7K3M-P9QA-XW2DD', null],
    ['7K3M-P9QA-XWUD', null],
    ['../../etc/pas', null],
    ['', null],
  ])('typed as %j', (typed, code) => {
    expect(readCode(typed)).toBe(code);
  });
});
