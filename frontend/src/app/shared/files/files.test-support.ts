import type { DeskFile, FileUse, OwnFile, StorageReport } from '@classy-book/contracts/file-desk';
import { idOf } from '../desk/attempts.test-support';

const MB = 1_024 * 1_024;

export function useOf(different: Partial<FileUse> = {}): FileUse {
  return { kind: 'lesson', title: 'Phases of the Moon', courseId: idOf(71), lessonId: idOf(72), ...different };
}

/** A picture of one's own that a lesson shows. */
export function ownFileOf(different: Partial<OwnFile> = {}): OwnFile {
  return {
    id: idOf(1),
    purpose: 'image',
    name: 'moon.webp',
    type: 'image/webp',
    size: 2 * MB,
    width: 1_600,
    height: 900,
    duration: null,
    widths: [320, 640],
    url: '/api/v1/files/content/signed',
    course: { id: idOf(71), title: 'The Moon' },
    uses: [useOf()],
    unusedSince: null,
    createdAt: new Date(Date.now() - 180_000).toISOString(),
    ...different,
  };
}

/** The same as the desk sees it. */
export function deskFileOf(different: Partial<DeskFile> = {}): DeskFile {
  return {
    ...ownFileOf(),
    state: 'stored',
    storage: 'local',
    sha256: 'ab'.repeat(32),
    owner: { id: idOf(51), name: 'Leo Brandt', email: 'leo@example.org' },
    ...different,
  };
}

export function reportOf(different: Partial<StorageReport> = {}): StorageReport {
  const share = (files: number, megabytes: number) => ({ files, bytes: megabytes * MB });
  return {
    total: share(120, 5 * 1_024),
    saved: share(4, 300),
    unused: share(7, 80),
    deleting: share(0, 0),
    checking: share(1, 2),
    byPurpose: [
      { purpose: 'image', ...share(100, 200) },
      { purpose: 'video', ...share(20, 4_920) },
      { purpose: 'avatar', ...share(0, 0) },
    ],
    byStorage: [{ storage: 'local', ...share(120, 5 * 1_024) }],
    owners: [{ id: idOf(51), name: 'Leo Brandt', email: 'leo@example.org', quota: 5 * 1_024 * MB, ...share(12, 340) }],
    storage: { kind: 'local', working: true, free: 20 * 1_024 * MB, problem: null },
    scanner: { configured: true, working: false },
    ...different,
  };
}
