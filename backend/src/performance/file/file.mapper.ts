import type { FileInfo } from '@classy-book/contracts/files';
import type { FileDocument } from './file.schema.js';
import type { FileRecord } from './files.port.js';

/** A stored file as other features see it. */
export function toFileRecord(file: FileDocument): FileRecord {
  const { purpose, ownerId, courseId, name, type, size, width, height, duration } = file;
  return { id: file._id.toHexString(), purpose, ownerId, courseId, name, type, size, width, height, duration };
}

/** A stored file for a page, with the address of its bytes. */
export function toFileInfo(file: FileDocument, url: string): FileInfo {
  const { purpose, name, type, size, width, height, duration, renditions } = file;
  const widths = [...new Set(renditions.map((rendition) => rendition.width))].sort((a, b) => a - b);
  return { id: file._id.toHexString(), purpose, name, type, size, width, height, duration, widths, url };
}
