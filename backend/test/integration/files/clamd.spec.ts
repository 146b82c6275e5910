import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scannerAddressOf } from '../../../src/config/clamav.js';
import { FileScanner } from '../../../src/performance/file/inspection/file-scanner.js';
import type { AppConfig } from '../../../src/config/app-config.js';
import { Clamd, clamdBinary, EICAR } from '../../support/clamd.js';

const clamd = new Clamd();
const folder = mkdtempSync(join(tmpdir(), 'scanned-'));
const file = (bytes: Buffer | string): string => {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  return path;
};
const scanner = (url: string | undefined) => new FileScanner({ scanner: scannerAddressOf(url) } as AppConfig);

describe.skipIf(clamdBinary === null)('a real clamd', () => {
  beforeAll(async () => {
    await clamd.start();
  });
  afterAll(async () => {
    await clamd.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  describe.each(['socketUrl', 'tcpUrl'] as const)('at its %s', (url) => {
    it('lets files pass that it knows nothing against, and knows what it was shown', async () => {
      const asked = scanner(clamd[url]);
      expect(await asked.ping()).toBe(true);
      await asked.scan(file('nothing but a text'));
      await asked.scan(file(Buffer.alloc(900_000, 'a')));
      await expect(asked.scan(file(EICAR))).rejects.toMatchObject({
        code: 'FILE_REFUSED',
        virus: expect.stringContaining('Eicar') as string,
      });
    });

    it('looks at no file that is larger than it takes, so that one is refused', async () => {
      await expect(scanner(clamd[url]).scan(file(Buffer.alloc(8_000_000, 'a')))).rejects.toMatchObject({
        code: 'FILE_REFUSED',
      });
    });
  });

  it('that has ended is no leave for a file', async () => {
    await clamd.stop();
    const asked = scanner(clamd.tcpUrl);
    expect(await asked.ping()).toBe(false);
    await expect(asked.scan(file('a text'))).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });
});
