// What npm has installed, against what the lockfile asks for. Plain JavaScript for launch.mjs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage
 */

/**
 * @param {string} path
 * @returns {Record<string, LockedPackage> | undefined} the packages of a lockfile by their folder
 */
function lockedPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * @param {LockedPackage} wanted
 * @param {LockedPackage | undefined} found
 */
function isRight(wanted, found) {
  // what is optional may have been left out for this platform
  if (found === undefined) return Boolean(wanted.optional ?? wanted.devOptional ?? wanted.peer);
  const sameContent = !found.integrity || !wanted.integrity || found.integrity === wanted.integrity;
  return found.version === wanted.version && sameContent;
}

/**
 * Compares what npm says it has installed with the lockfile; times of files mean nothing after a git checkout.
 * @param {string} root the repository
 * @returns {string | undefined} why an installation is needed
 */
export function reasonToInstall(root) {
  const wanted = lockedPackages(join(root, 'package-lock.json'));
  if (wanted === undefined) return 'package-lock.json cannot be read';
  const installed = lockedPackages(join(root, 'node_modules/.package-lock.json'));
  if (installed === undefined) return 'node_modules is missing';
  for (const [folder, entry] of Object.entries(wanted)) {
    if (!folder.includes('node_modules/') || entry.link) continue;
    if (!isRight(entry, installed[folder])) return 'node_modules is not what package-lock.json says';
  }
  const surplus = Object.keys(installed).some((folder) => wanted[folder] === undefined);
  return surplus ? 'node_modules has more than package-lock.json says' : undefined;
}
