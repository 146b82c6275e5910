import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const BACKEND = ['backend/src', 'backend/contracts/src'];
const PRODUCT = [...BACKEND, 'frontend/src'];

/** Where `pattern` stands in the sources of the product, tests left out: `path: line`. */
function places(pattern: RegExp, folders: readonly string[] = PRODUCT): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|html)$/.test(name) && !/(\.(spec|test-support)|test-setup)\.ts$/.test(name))
      .flatMap((name) => {
        const path = join(ROOT, folder, name);
        return readFileSync(path, 'utf8')
          .split('\n')
          .filter((line) => pattern.test(line) && !/^\s*(\/\/|\*|\/\*)/.test(line))
          .map((line) => `${relative(ROOT, path).replaceAll(sep, '/')}: ${line.trim()}`);
      }),
  );
}

const filesOf = (found: readonly string[]) => [...new Set(found.map((place) => place.split(':')[0]))];

describe('the product', () => {
  it('runs no text as code', () => {
    expect(places(/\beval\(|new Function\(|node:vm|\$where|\$function|\$accumulator|setTimeout\(\s*['"`]/)).toEqual([]);
  });

  it('starts no other program', () => {
    expect(places(/child_process/, BACKEND)).toEqual([]);
    // a file of a stranger is read in a thread that can be ended
    expect(filesOf(places(/worker_threads/, BACKEND)).toSorted()).toEqual([
      'backend/src/performance/file/inspection/media-facts.ts',
      'backend/src/performance/file/inspection/media-worker.ts',
    ]);
  });

  it('makes regular expressions of its own words only', () => {
    // stems, which are letters and digits; a prefix that is a constant; the name of a key, which the configuration holds to
    // letters, digits and hyphens
    expect(filesOf(places(/new RegExp\(|\$regex/))).toEqual([
      'backend/src/performance/search/search-entry.repository.ts',
      'backend/src/security/api-keys/api-key-format.ts',
      'backend/src/security/two-factor/second-factor.repository.ts',
    ]);
  });

  it('takes what must not be guessed from the cryptographic random numbers', () => {
    // the place of a key among the free ones, and the waits between attempts to connect or to upload: none is a secret
    expect(filesOf(places(/Math\.random/))).toEqual([
      'backend/src/security/api-keys/api-keys.service.ts',
      'frontend/src/app/core/services/websocket-retry.ts',
      'frontend/src/app/shared/upload/file-sender.ts',
    ]);
  });

  it('knows no hash but SHA-256, no cipher but AES-256-GCM', () => {
    expect(places(/createHash\((?!'sha256')/)).toEqual([
      // not for protection: the form in which a service for breached passwords is asked
      expect.stringMatching(/^backend\/src\/security\/passwords\/password-range\.service\.ts: .*createHash\('sha1'\)/),
    ]);
    expect(places(/createHmac\((?!'sha256')|hkdfSync\((?!'sha256')/)).toEqual([]);
    expect(places(/create(C|Dec)ipheriv\((?!'aes-256-gcm')/)).toEqual([]);
    expect(places(/pbkdf2|scrypt\(|createSign\(|RSA_PKCS1|publicEncrypt/)).toEqual([]);
  });

  it('shows as HTML what the server cleaned, frames of an allow list, and the mails of a local start, and nothing else', () => {
    // texts of lessons go through Angular's own cleaning once more; embeds are addresses of embedHosts, in a sandbox
    expect(
      filesOf(places(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|bypassSecurityTrust/)).toSorted(),
    ).toEqual([
      'frontend/src/app/pages/public/dev-mailbox/dev-mailbox-page.ts',
      'frontend/src/app/shared/lesson/lesson-text.ts',
      'frontend/src/app/shared/lesson/parts/embed-block.ts',
    ]);
  });

  it('listens to no messages of other windows, but to those of its own tabs on a channel that crosses no origin, and of its own worker', () => {
    expect(places(/addEventListener\('message'|onmessage|window:message/, ['frontend/src'])).toEqual([
      expect.stringMatching(/^frontend\/src\/app\/core\/services\/tabs\.ts: this\.channel\?\.addEventListener/),
      expect.stringMatching(/^frontend\/src\/app\/shared\/upload\/file-hash\.ts: worker\.addEventListener/),
      // the worker's side: only who began it can write to it
      expect.stringMatching(/^frontend\/src\/app\/shared\/upload\/hash\.worker\.ts: addEventListener/),
    ]);
  });

  it('keeps in the storage of browsers what somebody prefers, what is not saved yet, and marks of the way through a provider', () => {
    expect(
      filesOf(places(/localStorage|sessionStorage|indexedDB|document\.cookie\s*=/, ['frontend/src'])).toSorted(),
    ).toEqual([
      'frontend/src/app/core/services/oauth-journey.ts',
      'frontend/src/app/core/services/preferences.ts',
      'frontend/src/app/pages/account/identities/identities-store.ts',
      'frontend/src/app/shared/teach/draft-copies.ts',
    ]);
  });

  it('asks the network by itself in few places, none of which is sent on elsewhere', () => {
    const asking = filesOf(
      places(/\bfetch\(|\bhttps?\.(request|get)\(|import \{ request.*from 'node:https?'|from '(axios|undici|got)'/, [
        'backend/src',
      ]),
    ).filter((file) => file?.endsWith('.spec.ts') === false);
    // the webhooks' own transport follows no redirect, as node:https does not
    const transport = 'backend/src/operations/webhooks/webhook-transport.ts';
    const fetching = asking.filter((file) => file !== transport);
    expect(asking).toContain(transport);
    expect(fetching).toEqual([
      'backend/src/monitoring/audit/checkpoint-webhook.ts',
      'backend/src/security/passwords/password-range.service.ts',
    ]);
    for (const file of fetching) expect(readFileSync(join(ROOT, file ?? ''), 'utf8')).toContain("redirect: 'error'");
  });

  it('never switches the check of certificates off', () => {
    expect(places(/rejectUnauthorized|NODE_TLS_REJECT|tlsInsecure|tlsAllowInvalid|checkServerIdentity/)).toEqual([]);
  });
});
