import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type CountryResponse, Reader } from 'mmdb-lib';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { isPublicAddress } from './addresses.js';

const INSTALLED = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb';
const OFF = 'none';
const MAX_CACHED = 10_000;
const CODE = /^[A-Z]{2}$/;

type CountryReader = Reader<CountryResponse>;

/**
 * Says in which country an address is registered, from a database on this machine: nobody is asked over the network. It
 * is read when it is needed first; where there is none, or it cannot be read, countries are not known, and all goes on.
 */
@Injectable()
export class CountriesService {
  private readonly logger = new Logger(CountriesService.name);
  private readonly known = new LRUCache<string, { readonly country: string | null }>({ max: MAX_CACHED });
  private reader: CountryReader | null | undefined;

  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  /** The country of a canonical address as ISO 3166-1 alpha-2; null where it is not known, as for private addresses. */
  find(address: string): string | null {
    const remembered = this.known.get(address);
    if (remembered !== undefined) return remembered.country;
    const country = isPublicAddress(address) ? this.lookUp(address) : null;
    this.known.set(address, { country });
    return country;
  }

  private lookUp(address: string): string | null {
    if (this.reader === undefined) this.reader = this.open();
    if (this.reader === null) return null;
    try {
      return countryCode(this.reader.get(address));
    } catch (error) {
      this.logger.debug({ err: error }, 'the country database has no answer');
      return null;
    }
  }

  private open(): CountryReader | null {
    const { countryDatabase } = this.config;
    if (countryDatabase === OFF) return null;
    try {
      const path = countryDatabase ?? createRequire(import.meta.url).resolve(INSTALLED);
      return new Reader<CountryResponse>(readFileSync(path));
    } catch (error) {
      // the package is optional; a file that was named is expected to be there
      const level = countryDatabase === null ? 'debug' : 'warn';
      this.logger[level]({ err: error }, 'there is no country database: countries are not known');
      return null;
    }
  }
}

// the form of ip-location-db and the one of MaxMind and its likes
function countryCode(found: unknown): string | null {
  if (typeof found !== 'object' || found === null) return null;
  const { country_code: flat, country } = found as { country_code?: unknown; country?: { iso_code?: unknown } };
  const code = flat ?? country?.iso_code;
  return typeof code === 'string' && CODE.test(code) ? code : null;
}
