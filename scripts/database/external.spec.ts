import { describe, expect, it } from 'vitest';
import { freePort } from '../lib/free-port.ts';
import { openDatabase } from './bootstrap.ts';
import { checkExternal } from './external.ts';

const openExternal = () => openDatabase({ dataDirectory: '/nowhere', databaseName: 'x' });

describe('the server of MONGODB_URI', () => {
  it('that does not answer is told of in one sentence, without the password in its address', async () => {
    const uri = `mongodb://someone:secret-word@127.0.0.1:${await freePort()}/x`;
    const failure = await checkExternal(uri).then(
      () => undefined,
      (error: unknown) => error as Error,
    );
    expect(failure?.name).toBe('Refusal');
    expect(failure?.message).toMatch(/^No MongoDB answers at MONGODB_URI .+ unset it\.$/);
    expect(failure?.message).not.toContain('secret-word');
  });

  it('with an address that is none is told of as well', async () => {
    await expect(checkExternal('not an address')).rejects.toThrow(/^No MongoDB answers at MONGODB_URI/);
  });

  it('is used as it is, and never stopped', async () => {
    const uri = process.env['MONGODB_URI'];
    if (uri === undefined) throw new Error('MONGODB_URI must name a database server: run these tests with npm test');
    const database = await openExternal();
    expect(database).toMatchObject({
      uri,
      kind: 'external',
      description: expect.stringMatching(/^MongoDB \d+\..+, because MONGODB_URI is set$/),
    });
    await database.stop();
    await expect(checkExternal(uri)).resolves.toMatch(/^MongoDB/);
  });
});
