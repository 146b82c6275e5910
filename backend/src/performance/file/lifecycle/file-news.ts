import { Injectable } from '@nestjs/common';
import { type Acting, NO_ORIGIN } from '../../../common/events/actor.js';
import { EventBus } from '../../../common/events/event-bus.js';
import type { FileChanged } from '../../../common/events/learning-events.js';
import type { FileDocument } from '../file.schema.js';

export const BY_THE_SYSTEM: Acting = { actor: { kind: 'system' }, origin: NO_ORIGIN };

/** Tells that files came and went. */
@Injectable()
export class FileNews {
  constructor(private readonly events: EventBus) {}

  /** Resolves when it is on record. */
  async tell(change: FileChanged['change'], file: FileDocument, { actor, origin }: Acting): Promise<void> {
    const { purpose, name, size, courseId } = file;
    const fileId = file._id.toHexString();
    await this.events.publish('file.changed', { change, fileId, purpose, name, size, courseId, actor, origin });
  }

  /** Tells that a file was not taken, as the scanner found something in it. Resolves when it is on record. */
  async tellInfected(file: Omit<FileChanged, keyof Acting | 'change'>, { actor, origin }: Acting): Promise<void> {
    const { virus, fileId, purpose, name, size, courseId } = file;
    const found = virus === undefined ? {} : { virus };
    const about = { fileId, purpose, name, size, courseId, actor, origin };
    await this.events.publish('file.changed', { change: 'infected', ...found, ...about });
  }
}
