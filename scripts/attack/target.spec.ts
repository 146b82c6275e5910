import { describe, expect, it } from 'vitest';
import { loopbackTarget, TargetError } from './target.ts';

const resolveTo = (addresses: readonly string[]) => () => Promise.resolve(addresses);

describe('the target of the simulator', () => {
  it.each([
    ['http://127.0.0.1:3000', '127.0.0.1', 3000],
    ['http://127.8.9.10', '127.8.9.10', 80],
    ['http://[::1]:8080/', '::1', 8080],
    ['http://[::ffff:127.0.0.1]:1', '::ffff:7f00:1', 1],
  ])('accepts %s', async (text, hostname, port) => {
    const target = await loopbackTarget(text, resolveTo([]));
    expect(target).toMatchObject({ hostname, port, addresses: [hostname] });
  });

  it('accepts a name whose addresses are all loopback, and keeps them', async () => {
    const target = await loopbackTarget('http://localhost:3000', resolveTo(['127.0.0.1', '::1']));
    expect(target.addresses).toEqual(['127.0.0.1', '::1']);
  });

  it.each([
    'http://10.0.0.1',
    'http://192.168.1.4:3000',
    'http://0.0.0.0:3000',
    'http://[::]:3000',
    'http://[2001:db8::1]',
    'http://[::ffff:8.8.8.8]',
    'http://[::ffff:7fff]',
  ])('refuses %s', async (text) => {
    await expect(loopbackTarget(text)).rejects.toThrow(/is not this machine/);
  });

  it('decides about an address written as a number by what it stands for', async () => {
    await expect(loopbackTarget('http://2130706434')).resolves.toMatchObject({ hostname: '127.0.0.2' });
    await expect(loopbackTarget('http://167772161')).rejects.toThrow('10.0.0.1 is not this machine');
  });

  it('refuses a name when only one of its addresses is somewhere else, and names that address', async () => {
    const rebound = loopbackTarget('http://school.example:3000', resolveTo(['127.0.0.1', '93.184.215.14']));
    await expect(rebound).rejects.toThrow('school.example (93.184.215.14) is not this machine');
  });

  it('refuses a name that nobody knows', async () => {
    const unknown = loopbackTarget('http://nowhere.invalid', () => Promise.reject(new Error('ENOTFOUND')));
    await expect(unknown).rejects.toThrow('The name nowhere.invalid is not known on this machine.');
  });

  it.each([
    'https://localhost',
    'ftp://localhost',
    'localhost:3000',
    '',
    'http://localhost/admin',
    'http://a@localhost',
  ])('refuses %j with a sentence', async (text) => {
    await expect(loopbackTarget(text, resolveTo(['127.0.0.1']))).rejects.toThrow(TargetError);
  });
});
