import { describe, expect, it } from 'vitest';
import { allowedRanges, isAllowedAddress, readTarget, refusedAddress, type TargetPolicy } from './target-policy.js';

const STRICT: TargetPolicy = { requireHttps: false, allowed: [] };
const PRODUCTION: TargetPolicy = { requireHttps: true, allowed: [] };

describe('the target of a webhook', () => {
  it.each([
    'https://hooks.example.org/classy?token=1',
    'http://hooks.example.org:8080/',
    'https://93.184.216.34:443/',
    'https://[2606:2800:220:1:248:1893:25c8:1946]/',
  ])('may be %s', (text) => {
    expect(readTarget(text, STRICT)).toBeInstanceOf(URL);
  });

  it.each([
    ['hooks.example.org', 'not_a_url'],
    ['', 'not_a_url'],
    ['https://', 'not_a_url'],
    ['https://1.2.3.4.5/', 'not_a_url'],
    ['ftp://hooks.example.org/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['gopher://127.0.0.1:6379/_FLUSHALL', 'scheme'],
    ['https://user:password@hooks.example.org/', 'credentials'],
    ['https://hooks.example.org@127.0.0.1/', 'credentials'],
    ['https://hooks.example.org/#127.0.0.1', 'fragment'],
    ['http://hooks.example.org:22/', 'port'],
    ['https://hooks.example.org:25/', 'port'],
    ['http://hooks.example.org:0/', 'port'],
  ])('is not %s (%s)', (text, problem) => {
    expect(readTarget(text, STRICT)).toBe(problem);
  });

  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://0x7f.0.0.1/',
    'http://0x7f000001/',
    'http://0/',
    'http://0.0.0.0:8080/',
    'http://127.0.0.1./',
    'http://①②⑦.0.0.1/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0xa9fea9fe/',
    'http://100.64.0.1/',
    'http://192.0.0.192/',
    'http://198.18.0.1/',
    'http://203.0.113.7/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::]/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[64:ff9b:1::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[fd00:ec2::254]/',
    'http://[ff02::1]/',
    'http://[2001:db8::1]/',
    'http://[::ffff:0:127.0.0.1]/',
  ])('is not %s, an address that is not on the internet', (text) => {
    expect(readTarget(text, STRICT)).toBe('address');
  });

  it('is reached over https only in production', () => {
    expect(readTarget('http://hooks.example.org/', PRODUCTION)).toBe('https');
    expect(readTarget('https://hooks.example.org/', PRODUCTION)).toBeInstanceOf(URL);
  });

  it('may be a private address that the installation names, and no other', () => {
    const policy: TargetPolicy = { requireHttps: false, allowed: allowedRanges(['10.20.0.0/16', 'fd00:1::/32']) };
    expect(readTarget('http://10.20.3.4:9000/', policy)).toBeInstanceOf(URL);
    expect(readTarget('http://[::ffff:10.20.3.4]/', policy)).toBeInstanceOf(URL);
    expect(readTarget('http://[fd00:1::7]/', policy)).toBeInstanceOf(URL);
    expect(readTarget('http://10.21.0.1/', policy)).toBe('address');
    expect(readTarget('http://127.0.0.1/', policy)).toBe('address');
  });

  it('is refused as a whole where one of the addresses of its name is not allowed', () => {
    const addresses = [
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    expect(refusedAddress(addresses, [])).toBe('127.0.0.1');
    expect(refusedAddress(addresses.slice(0, 1), [])).toBeNull();
  });

  it('is never something that is no address', () => {
    expect(isAllowedAddress('fe80::1%eth0', [])).toBe(false);
    expect(isAllowedAddress('', allowedRanges(['0.0.0.0/0']))).toBe(false);
  });
});
