import { describe, expect, it } from 'vitest';
import { newSecret, signatureOf } from './webhook-signature.js';

describe('the signature of a webhook', () => {
  it('is the one of the example that the Standard Webhooks publish', () => {
    const body = '{"test": 2432232314}';
    expect(
      signatureOf(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, body),
    ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is made with each secret while two are valid', () => {
    const [fresh, old] = [newSecret(), newSecret()];
    const both = signatureOf([fresh, old], 'evt_1', 1, '{}');
    expect(both.split(' ')).toEqual([signatureOf([fresh], 'evt_1', 1, '{}'), signatureOf([old], 'evt_1', 1, '{}')]);
  });

  it('changes with the id, the moment and the body', () => {
    const secret = newSecret();
    const signed = [
      signatureOf([secret], 'evt_1', 1, '{}'),
      signatureOf([secret], 'evt_2', 1, '{}'),
      signatureOf([secret], 'evt_1', 2, '{}'),
      signatureOf([secret], 'evt_1', 1, '{} '),
    ];
    expect(new Set(signed).size).toBe(4);
  });
});

describe('a secret', () => {
  it('has 32 random bytes', () => {
    const [one, other] = [newSecret(), newSecret()];
    expect(Buffer.from(one.slice('whsec_'.length), 'base64')).toHaveLength(32);
    expect(one).not.toBe(other);
  });
});
