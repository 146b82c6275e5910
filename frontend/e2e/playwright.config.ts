import { defineConfig, devices } from '@playwright/test';
import { WORKERS } from './support/settings';

/** Debian's Chromium, or the one that CHROMIUM_PATH names: nothing is downloaded. */
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

const unattended = process.env['CI'] !== undefined;

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../test-results',
  globalSetup: './support/global-setup.ts',
  workers: process.env['BASE_URL'] === undefined ? WORKERS : 1,
  fullyParallel: false,
  forbidOnly: unattended,
  // A browser on a busy machine of somebody else misses a beat now and then; what passes then is reported as flaky.
  retries: unattended ? 2 : 0,
  timeout: unattended ? 90_000 : 45_000,
  expect: { timeout: unattended ? 20_000 : 10_000 },
  // The path of the JSON report comes from PLAYWRIGHT_JSON_OUTPUT_FILE.
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] === undefined ? 'list' : [['list'], ['json']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: unattended ? 'on-first-retry' : 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
