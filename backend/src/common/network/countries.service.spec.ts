import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../config/load-config.js';
import { CountriesService } from './countries.service.js';

const countries = (database?: string) =>
  new CountriesService(
    loadConfig({
      ...{ NODE_ENV: 'test', MONGODB_URI: 'mongodb://not-used/x', DATA_DIR: '/nonexistent' },
      ...(database === undefined ? {} : { COUNTRY_DATABASE: database }),
    }),
  );

function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve('@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb');
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!isInstalled())('the country of an address', () => {
  it.each([
    ['193.0.6.139', 'NL'],
    ['133.11.0.1', 'JP'],
    ['2001:67c:2e8:22::c100:68b', 'NL'],
    // the owner reads it again: the same answer from memory
    ['193.0.6.139', 'NL'],
  ])('%s is %s', (address, country) => {
    expect(countries().find(address)).toBe(country);
  });

  it.each(['127.0.0.1', '10.0.0.1', '192.168.1.1', '::1', 'fd00::1', '0.0.0.0', 'nonsense', ''])(
    '%j is not known',
    (address) => {
      expect(countries().find(address)).toBeNull();
    },
  );
});

describe('without a database', () => {
  it('that was switched off, is not there, or is none, no country is known, and nothing fails', () => {
    const nonsense = join(mkdtempSync(join(tmpdir(), 'classy-countries-')), 'x.mmdb');
    writeFileSync(nonsense, 'this is no database');
    for (const database of ['none', '/nowhere/countries.mmdb', nonsense]) {
      const service = countries(database);
      expect([service.find('193.0.6.139'), service.find('2001:67c:2e8::1')]).toEqual([null, null]);
    }
  });
});
