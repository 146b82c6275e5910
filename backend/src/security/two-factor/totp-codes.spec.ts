import { Logger } from '@nestjs/common';
import { generate } from 'otplib';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../common/clock/clock.js';
import { SecretBox } from '../../common/crypto/secret-box.js';
import { TotpCodes } from './totp-codes.js';

const key = (id: string, byte: number) => ({ id, key: Buffer.alloc(32, byte) });
const at = (seconds: number): Clock => ({ now: () => new Date(seconds * 1000) });
const USER = 'a'.repeat(24);
const APP = 'b'.repeat(24);

// seeds that cannot be opened are told of in the log, which is not looked at here
Logger.overrideLogger(false);

describe('the codes of authenticator apps', () => {
  const box = new SecretBox([key('one', 1)]);
  // RFC 6238, appendix B, with the last six of its eight digits
  const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  const sealed = box.seal(seed, `totp:${USER}:${APP}`);

  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('at %i seconds are those of the standard', async (seconds, code) => {
    const codes = new TotpCodes(box, at(seconds));
    expect(await codes.stepOf(USER, APP, sealed, code)).toBe(Math.floor(seconds / 30));
  });

  it('hold half a minute longer and earlier, and no more', async () => {
    const now = 1_700_000_010;
    const step = Math.floor(now / 30);
    const codes = new TotpCodes(box, at(now));
    for (const steps of [-2, -1, 0, 1, 2]) {
      const code = await generate({ secret: seed, epoch: now + 30 * steps });
      expect(await codes.stepOf(USER, APP, sealed, code)).toBe(Math.abs(steps) > 1 ? null : step + steps);
    }
  });

  it('come from a seed that opens for its owner and its authenticator only', async () => {
    const codes = new TotpCodes(box, at(59));
    expect(await codes.stepOf(USER, APP, sealed, '287082')).toBe(1);
    expect(await codes.stepOf(APP, APP, sealed, '287082')).toBeNull();
    expect(await codes.stepOf(USER, USER, sealed, '287082')).toBeNull();
    expect(await codes.stepOf(USER, APP, `${sealed.slice(0, -4)}AAAA`, '287082')).toBeNull();
  });

  it('survive a change of keys', async () => {
    const rotated = new TotpCodes(new SecretBox([key('two', 2), key('one', 1)]), at(59));
    expect(rotated.isOutdated(sealed)).toBe(true);
    expect(await rotated.stepOf(USER, APP, sealed, '287082')).toBe(1);
    const renewed = rotated.reseal(USER, APP, sealed) ?? '';
    expect(rotated.isOutdated(renewed)).toBe(false);
    const without = new TotpCodes(new SecretBox([key('two', 2)]), at(59));
    expect(await without.stepOf(USER, APP, renewed, '287082')).toBe(1);
    expect(without.reseal(USER, APP, sealed)).toBeNull();
  });

  it('belong to seeds of 160 bits that are never the same', () => {
    const codes = new TotpCodes(box, at(59));
    const made = [1, 2, 3].map(() => codes.make(USER, APP, 'somebody@example.org'));
    expect(new Set(made.map(({ secret }) => secret)).size).toBe(3);
    for (const { secret, uri, sealed: kept } of made) {
      expect(secret).toHaveLength(32);
      expect(uri).toContain(secret);
      expect(kept).not.toContain(secret);
    }
  });
});
