import { Injectable } from '@nestjs/common';
import { inspect } from './file-inspection.js';
import { safeName } from './file-names.js';
import type { Findings, Part, Suspect } from './inspected.js';
import { shapePicture } from './picture-shaping.js';

/** Looks at what has arrived, and makes of it what is stored. */
@Injectable()
export class FileInspector {
  /** @throws AppError FILE_REFUSED, or SERVICE_UNAVAILABLE where too many files wait to be looked at */
  async look(suspect: Suspect): Promise<Findings> {
    return await inspect(suspect);
  }

  /**
   * The parts to store, the main one first; what is made of the file is written to `<path>.<role>`.
   * @throws AppError FILE_REFUSED for a picture that is damaged, SERVICE_UNAVAILABLE where too many pictures wait
   */
  async make({ path, size }: Suspect, { shape, type, width, height }: Findings): Promise<readonly Part[]> {
    if (shape === 'as_is') return [{ role: 'main', path, type, size, width, height }];
    return await shapePicture(path, shape);
  }

  /** The name under which the stored bytes are offered. */
  nameOf(suspect: Suspect, type: string): string {
    return safeName(suspect.name, type);
  }
}
