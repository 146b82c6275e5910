import type { Readable } from 'node:stream';
import { maxFileBytes } from '@classy-book/contracts/files';
import { MAX_LESSONS } from '@classy-book/contracts/courses';
import { lessonDraftSchema } from '@classy-book/contracts/lessons';
import { quizDraftSchema } from '@classy-book/contracts/quizzes';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import type { z } from 'zod';
import { type CourseBundle, type Manifest, manifestSchema, MAX_FILES } from './course-bundle.js';

/** An entry is found by its name alone: no name of the archive is ever a path on this machine. */
const NAME = /^(?:course\.json|(?:lessons|quizzes)\/[0-9a-f]{24}\.json|files\/[0-9a-f]{24})$/;
const MAX_ENTRIES = 1 + 11 * MAX_LESSONS + MAX_FILES;
const MAX_JSON_BYTES = 2_000_000;
const MAX_ALL_JSON_BYTES = 32_000_000;
const MAX_ALL_BYTES = 2_000_000_000;
/** How many times larger than its archive the content may be, where it is large at all. */
const MAX_RATIO = 100;
const LARGE = 50_000_000;
const MAX_PROBLEMS = 50;
const ENCRYPTED = 1;

/** An archive of a course that is open; close it at the end. */
export interface OpenArchive {
  readonly bundle: CourseBundle;
  openFile(id: string): Promise<Readable>;
  close(): void;
}

/** What is wrong with an archive, one sentence each. */
export class ArchiveProblems extends Error {
  constructor(readonly problems: readonly string[]) {
    super('the archive cannot be read');
  }
}

/**
 * Opens a zip that lies on this machine and reads everything but the files. Sizes are bounded before anything is unpacked,
 * and what an entry unpacks to is checked against what it said.
 * @throws ArchiveProblems
 */
export async function openArchive(path: string, size: number): Promise<OpenArchive> {
  const zip = await yauzl
    .openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true })
    .catch((error: unknown) => {
      throw unreadable(error);
    });
  try {
    const entries = await entriesOf(zip, size);
    const reader = new BundleReader(zip, entries);
    const bundle = await reader.read();
    return {
      bundle,
      openFile: async (id) => await reader.open(`files/${id}`),
      close: () => {
        zip.close();
      },
    };
  } catch (error) {
    zip.close();
    throw error instanceof ArchiveProblems ? error : unreadable(error);
  }
}

async function entriesOf(zip: ZipFile, size: number): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) throw new ArchiveProblems(['The archive holds too many entries.']);
  const entries = new Map<string, Entry>();
  const problems: string[] = [];
  let all = 0;
  let json = 0;
  for await (const entry of zip.eachEntry()) {
    const { fileName, uncompressedSize, generalPurposeBitFlag } = entry;
    all += uncompressedSize;
    if (fileName.endsWith('.json')) json += uncompressedSize;
    if (!NAME.test(fileName)) problems.push(`${quoted(fileName)} is nothing that belongs into an archive of a course.`);
    else if (entries.has(fileName)) problems.push(`${quoted(fileName)} is in the archive twice.`);
    else if ((generalPurposeBitFlag & ENCRYPTED) !== 0) problems.push(`${quoted(fileName)} is encrypted.`);
    else if (fileName.endsWith('.json') && uncompressedSize > MAX_JSON_BYTES) {
      problems.push(`${quoted(fileName)} is too long.`);
    }
    entries.set(fileName, entry);
    if (problems.length >= MAX_PROBLEMS) break;
  }
  if (all > MAX_ALL_BYTES || all > Math.max(LARGE, size * MAX_RATIO) || json > MAX_ALL_JSON_BYTES) {
    problems.push('The archive unpacks to more than can be taken over.');
  }
  if (problems.length > 0) throw new ArchiveProblems(problems);
  return entries;
}

class BundleReader {
  private readonly problems: string[] = [];

  constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws ArchiveProblems with all of them */
  async read(): Promise<CourseBundle> {
    const manifest = await this.json('course.json', manifestSchema);
    if (manifest === null) throw new ArchiveProblems(this.problems);
    const lessons: CourseBundle['lessons'][number][] = [];
    for (const { id } of manifest.sections.flatMap((section) => section.lessons)) {
      // a lesson that was never saved has no body
      if (!this.entries.has(`lessons/${id}.json`)) continue;
      const draft = await this.json(`lessons/${id}.json`, lessonDraftSchema);
      if (draft !== null) lessons.push({ id, draft });
    }
    const quizzes: CourseBundle['quizzes'][number][] = [];
    for (const id of manifest.quizIds) {
      const content = await this.json(`quizzes/${id}.json`, quizDraftSchema);
      if (content !== null) quizzes.push({ id, content });
    }
    this.lookAtFiles(manifest);
    if (this.problems.length > 0) throw new ArchiveProblems(this.problems.slice(0, MAX_PROBLEMS));
    const { course, sections, files } = manifest;
    return { course, sections, lessons, quizzes, files };
  }

  async open(name: string): Promise<Readable> {
    const entry = this.entries.get(name);
    if (entry === undefined) throw new ArchiveProblems([`${quoted(name)} is missing.`]);
    return await this.zip.openReadStreamPromise(entry);
  }

  private lookAtFiles({ files, quizIds, sections }: Manifest): void {
    for (const { id, purpose, name } of files) {
      const entry = this.entries.get(`files/${id}`);
      if (entry === undefined) this.problems.push(`The file ${quoted(name)} is missing.`);
      else if (entry.uncompressedSize > maxFileBytes[purpose]) {
        this.problems.push(`The file ${quoted(name)} is too large.`);
      }
    }
    const lessons = sections.flatMap((section) => section.lessons.map(({ id }) => id));
    const known = new Set([
      'course.json',
      ...lessons.map((id) => `lessons/${id}.json`),
      ...quizIds.map((id) => `quizzes/${id}.json`),
      ...files.map(({ id }) => `files/${id}`),
    ]);
    for (const name of this.entries.keys()) {
      if (!known.has(name)) this.problems.push(`${quoted(name)} belongs to nothing in course.json.`);
    }
  }

  private async json<T extends z.ZodType>(name: string, schema: T): Promise<z.output<T> | null> {
    try {
      const parsed = schema.safeParse(JSON.parse(await this.text(name)));
      if (parsed.success) return parsed.data;
      const [issue] = parsed.error.issues;
      this.problems.push(
        `${quoted(name)}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not as it should be'}.`,
      );
    } catch (error) {
      if (error instanceof ArchiveProblems) this.problems.push(...error.problems);
      else this.problems.push(`${quoted(name)} cannot be read: it is damaged, or no JSON.`);
    }
    return null;
  }

  private async text(name: string): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of await this.open(name)) chunks.push(chunk as Buffer);
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  }
}

// names come from a stranger: short, and on one line
function quoted(name: string): string {
  return `“${name.replaceAll(/\p{Cc}/gu, '?').slice(0, 80)}”`;
}

function unreadable(_cause: unknown): ArchiveProblems {
  return new ArchiveProblems(['This is no zip archive, or it is damaged or made to harm.']);
}
