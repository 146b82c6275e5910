import { fileSorts } from '@classy-book/contracts/file-desk';
import { filePurposes, type FilePurpose } from '@classy-book/contracts/files';

export type FileSort = (typeof fileSorts)[number];

/** Which of somebody's own files are shown, and in which order. An empty list keeps every purpose. */
export interface OwnFilesFilter {
  readonly purposes: readonly FilePurpose[];
  readonly use: 'used' | 'unused' | null;
  readonly sort: FileSort;
}

/** Reads the filter from the URL; what cannot be understood is left out. */
export function filterFromUrl(read: (name: string) => string | null): OwnFilesFilter {
  const wanted = (read('purpose') ?? '').split(',');
  const unused = read('unused');
  return {
    purposes: filePurposes.filter((purpose) => wanted.includes(purpose)),
    use: unused === 'true' ? 'unused' : unused === 'false' ? 'used' : null,
    sort: fileSorts.find((sort) => sort === read('sort')) ?? '-createdAt',
  };
}

/** Writes the filter for the URL; null takes a name out of it. */
export function filterToUrl({ purposes, use, sort }: OwnFilesFilter): Readonly<Record<string, string | null>> {
  return {
    purpose: purposes.join(',') || null,
    unused: use === null ? null : String(use === 'unused'),
    sort: sort === '-createdAt' ? null : sort,
  };
}
