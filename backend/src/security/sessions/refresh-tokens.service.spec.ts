import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../config/load-config.js';
import { RefreshTokensService } from './refresh-tokens.service.js';

const service = (secret: string) => {
  const config = loadConfig({ NODE_ENV: 'test', MONGODB_URI: 'mongodb://not-used/x', DATA_DIR: '/nonexistent' });
  return new RefreshTokensService({ ...config, secrets: { ...config.secrets, app: secret } });
};
const PARTS = { sessionId: 'a'.repeat(24), generation: 7, secret: 'S'.repeat(22) };

describe('a refresh token', () => {
  it('says what was put into it', () => {
    const tokens = service('one');
    expect(tokens.read(tokens.write(PARTS))).toEqual(PARTS);
  });

  it('is the same for the same parts, so that everybody gets the same successor', () => {
    expect(service('one').write(PARTS)).toBe(service('one').write(PARTS));
  });

  it('of another installation says nothing', () => {
    expect(service('two').read(service('one').write(PARTS))).toBeNull();
  });

  it('says nothing once a single character of it was changed', () => {
    const tokens = service('one');
    const token = tokens.write(PARTS);
    for (let place = 0; place < token.length - 1; place += 1) {
      const changed = `${token.slice(0, place)}${token[place] === 'b' ? 'c' : 'b'}${token.slice(place + 1)}`;
      expect(tokens.read(changed), changed).toBeNull();
    }
  });

  it.each(['', 'x', '...', `${'a'.repeat(24)}.00.${'S'.repeat(22)}.${'m'.repeat(43)}`, 'a'.repeat(10_000)])(
    'is not %j',
    (token) => {
      expect(service('one').read(token)).toBeNull();
    },
  );
});
