import { describe, expect, it } from 'vitest';
import { parseRange } from '../../common/network/addresses.js';
import type { AppConfig } from '../../config/app-config.js';
import { OwnAddresses } from './own-addresses.js';

const trusting = (trustProxy: AppConfig['server']['trustProxy']) =>
  new OwnAddresses({ server: { trustProxy } } as unknown as AppConfig);

function range(text: string) {
  const read = parseRange(text);
  if ('problem' in read) throw new Error(text);
  return read;
}

describe('whose addresses a range holds', () => {
  const own = trusting({ kind: 'ranges', ranges: ['127.0.0.0/8', '10.0.0.5/8'] });

  it.each([
    ['203.0.113.0/24', '203.0.113.9', ['self']],
    ['203.0.113.8', '203.0.113.9', []],
    ['2001:db8::1', '2001:db8::2', ['self']],
    ['2001:db8::/32', '2001:db8::2', ['self']],
    ['2001:db8:0:1::1', '2001:db8::2', []],
    ['10.20.30.40', '203.0.113.9', ['server']],
    ['127.0.0.1', '127.0.0.1', ['self', 'server']],
    ['::1', null, ['server']],
    ['203.0.113.0/24', null, []],
  ])('%s, asked for from %s', (text, address, owners) => {
    expect(own.heldBy(range(text), address)).toEqual(owners);
  });

  it('knows this machine also where no proxy is trusted', () => {
    expect(trusting({ kind: 'none' }).heldBy(range('127.0.0.0/8'), null)).toEqual(['server']);
    expect(trusting({ kind: 'hops', hops: 1 }).heldBy(range('10.0.0.0/8'), null)).toEqual([]);
  });
});
