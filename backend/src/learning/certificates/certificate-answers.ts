import { StreamableFile } from '@nestjs/common';
import type { CertificateFile } from './certificate-documents.service.js';

/** A file to be saved. */
export function asFile({ bytes, type, filename }: CertificateFile): StreamableFile {
  return new StreamableFile(bytes, { type, disposition: `attachment; filename="${filename}"` });
}

/** JSON in the form that a standard prescribes: without the envelope of this API. */
export function asJson(value: object, type: string): StreamableFile {
  return new StreamableFile(Buffer.from(JSON.stringify(value)), { type });
}
