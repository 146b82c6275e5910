import { Injectable } from '@nestjs/common';
import { AppError } from '../../../common/response/app-error.js';
import { inspect } from './file-inspection.js';
import { safeName } from './file-kinds.js';
import type { Findings, Part, Suspect } from './inspected.js';
import { shapePicture } from './picture-shaping.js';

/** Looks at what has arrived, and makes of it what is stored. */
@Injectable()
export class FileInspector {
  /** @throws AppError FILE_REFUSED */
  async look(suspect: Suspect): Promise<Findings> {
    return await inspect(suspect);
  }

  /**
   * The parts to store, the main one first; what is made of the file is written to `<path>.<role>`.
   * @throws AppError FILE_REFUSED for a picture that is damaged
   */
  async make(suspect: Suspect, findings: Findings): Promise<readonly Part[]> {
    const { path, size } = suspect;
    const { shape, type, width, height } = findings;
    if (shape === 'as_is') return [{ role: 'main', path, type, size, width, height }];
    const made = `${path}.main`;
    const picture = await shapePicture(path, made, shape).catch((error: unknown) => {
      throw new AppError('FILE_REFUSED', 'The picture is damaged, or has too many pixels: at most 40 million.', {
        cause: error,
      });
    });
    return [{ role: 'main', path: made, ...picture }];
  }

  /** The name under which the stored bytes are offered. */
  nameOf(suspect: Suspect, type: string): string {
    return safeName(suspect.name, type);
  }
}
