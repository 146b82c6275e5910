import { type FilePurpose, maxFileBytes, type UploadQuery, uploadQuerySchema } from '@classy-book/contracts/files';
import { Metadata } from '@tus/server';
import { AppError } from '../../../common/response/app-error.js';
import { tooLarge } from './staging.js';

const MAX_DETAILS = 10;

/**
 * What a client says of its upload in `Upload-Metadata`: pairs of a key and a value in Base64 (tus 1.0.0, creation). Keys without a
 * value say nothing.
 * @throws AppError VALIDATION_FAILED
 */
export function readMetadata(header: string | undefined): UploadQuery {
  const { data, error } = uploadQuerySchema.safeParse(pairsOf(header ?? ''));
  if (data !== undefined) return data;
  throw new AppError('VALIDATION_FAILED', 'What the upload says of itself is not as it should be.', {
    details: error.issues.slice(0, MAX_DETAILS).map(({ path, message }) => {
      return { path: `Upload-Metadata.${path.map(String).join('.')}`.slice(0, 100), message: message.slice(0, 200) };
    }),
  });
}

/**
 * How many bytes the upload is going to have. Saying it later is not offered.
 * @throws AppError VALIDATION_FAILED, PAYLOAD_TOO_LARGE beyond the limit of the purpose
 */
export function readLength(header: string | undefined, purpose: FilePurpose): number {
  if (header === undefined || !/^(0|[1-9]\d{0,14})$/.test(header)) {
    throw new AppError('VALIDATION_FAILED', 'Say how many bytes the file has.', {
      details: [{ path: 'Upload-Length', message: 'must be a whole number of bytes' }],
    });
  }
  if (Number(header) > maxFileBytes[purpose]) throw tooLarge(maxFileBytes[purpose]);
  return Number(header);
}

function pairsOf(header: string): Record<string, string> {
  const pairs = parse(header);
  return Object.fromEntries(Object.entries(pairs).filter((pair): pair is [string, string] => pair[1] !== null));
}

function parse(header: string): Record<string, string | null> {
  try {
    return Metadata.parse(header);
  } catch {
    throw new AppError('VALIDATION_FAILED', 'What the upload says of itself cannot be read.', {
      details: [
        { path: 'Upload-Metadata', message: 'must be pairs of a key and a value in Base64, with commas between' },
      ],
    });
  }
}
