import { blockHistory } from './2026-11-21-block-history.js';
import { files } from './2026-11-22-files.js';
import { identity } from './2026-11-20-identity.js';
import type { Migration } from './migration.js';

/** Every migration there is, in the order in which they are carried out. A new one goes to the end. */
export const allMigrations: readonly Migration[] = [identity, blockHistory, files];
