import type { Device } from '@classy-book/contracts/attempts';
import Bowser from 'bowser';
import { LRUCache } from 'lru-cache';

const MAX_CACHED = 2_000;
const MAX_PARSED_LENGTH = 512;
const MAX_NAME = 60;
const UNKNOWN: Device = { label: 'Unknown', browser: null, os: null, kind: 'unknown' };

// libraries and command-line tools name themselves first, as "name/version"
const SCRIPT =
  /^(curl|wget|python-requests|python-urllib|python-httpx|aiohttp|go-http-client|java|okhttp|apache-httpclient|axios|node-fetch|undici|node|got|libwww-perl|lwp|ruby|faraday|php|guzzlehttp|postmanruntime|insomnia|httpie|powershell|hydra|nikto|sqlmap|nmap|masscan|zgrab|k6|locust|apachebench|siege|autocannon|scrapy|headlesschrome)\b[/ ]?([\w.]*)/i;
const AUTOMATED = /HeadlessChrome|PhantomJS|Selenium|Puppeteer|Playwright|bot\b|crawler|spider/i;

const cache = new LRUCache<string, Device>({ max: MAX_CACHED });

/** What a user agent says about the device. Pure; the last 2,000 answers are remembered. */
export function deviceOf(userAgent: string): Device {
  const known = cache.get(userAgent);
  if (known !== undefined) return known;
  const device = parse(userAgent.slice(0, MAX_PARSED_LENGTH).trim());
  cache.set(userAgent, device);
  return device;
}

function parse(userAgent: string): Device {
  if (userAgent === '') return UNKNOWN;
  const script = SCRIPT.exec(userAgent);
  if (script?.[1] !== undefined) {
    const name = [script[1], script[2]].filter((part) => part !== undefined && part !== '').join(' ');
    return { label: name.slice(0, MAX_NAME), browser: name.slice(0, MAX_NAME), os: null, kind: 'script' };
  }
  const { browser, os, platform } = Bowser.parse(userAgent);
  const browserName = shown(browser.name, majorOf(browser.version));
  const osName = shown(os.name);
  const label = [browserName, osName].filter((part) => part !== null).join(' · ');
  const kind = AUTOMATED.test(userAgent) ? 'script' : kindOf(platform.type);
  return { label: label === '' ? UNKNOWN.label : label, browser: browserName, os: osName, kind };
}

function shown(name: string | undefined, version?: string): string | null {
  if (name === undefined || name === '') return null;
  return (version === undefined ? name : `${name} ${version}`).slice(0, MAX_NAME);
}

function majorOf(version: string | undefined): string | undefined {
  return version?.split('.')[0];
}

function kindOf(type: string | undefined): Device['kind'] {
  return type === 'desktop' || type === 'mobile' || type === 'tablet' ? type : 'unknown';
}
