import { filePurposes, maxFileBytes } from '@classy-book/contracts/files';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../common/response/app-error.js';
import { readLength, readMetadata } from './upload-metadata.js';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** What a function answers, or the AppError that it throws; anything else that it throws goes on. */
function outcomeOf<T>(work: () => T): T | AppError {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

describe('Upload-Metadata', () => {
  const wellFormed = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((name) => !/\p{Cc}/u.test(name));

  it('is read as it was written, in whatever script', () => {
    fc.assert(
      fc.property(fc.constantFrom(...filePurposes), wellFormed, (purpose, name) => {
        const header = `purpose ${base64(purpose)},name ${base64(name)},courseId,type ${base64('video/mp4')}`;
        expect(readMetadata(header)).toEqual({ purpose, name, type: 'video/mp4' });
      }),
    );
  });

  it('that is anything else is refused with a sentence, never with an accident', () => {
    const part = fc.oneof(fc.string(), fc.constantFrom('purpose', 'name', '__proto__', 'dmlkZW8=', ' ', ',', '=='));
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const outcome = outcomeOf(() => readMetadata(parts.join(' ')));
        expect(outcome instanceof AppError ? outcome.code : 'VALIDATION_FAILED').toBe('VALIDATION_FAILED');
      }),
    );
    expect(() => readMetadata(undefined)).toThrow(AppError);
  });
});

describe('Upload-Length', () => {
  it('is a whole number up to the limit of the purpose', () => {
    fc.assert(
      fc.property(fc.constantFrom(...filePurposes), fc.nat(), (purpose, length) => {
        const outcome = outcomeOf(() => readLength(String(length), purpose));
        if (length <= maxFileBytes[purpose]) expect(outcome).toBe(length);
        else expect(outcome).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
      }),
    );
  });

  it.each(['', '-1', '+1', '1.0', '1e3', '0x10', ' 1', '01', 'NaN', '9'.repeat(30)])('is not %j', (length) => {
    expect(() => readLength(length, 'video')).toThrow('Say how many bytes the file has.');
  });
});
