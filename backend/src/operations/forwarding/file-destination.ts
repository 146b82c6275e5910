import { type FileHandle, open, stat } from 'node:fs/promises';
import type { Destination, ForwardLine } from './destination.js';

/**
 * Lines at the end of a file. It may be moved away or removed at any time, as logrotate does: the next lines go into a new
 * one under the same name, without a signal.
 */
export class FileDestination implements Destination {
  private handle: FileHandle | null = null;
  // a line of which only a part was written must not become one with the next
  private torn = false;

  constructor(private readonly path: string) {}

  async send(lines: readonly ForwardLine[]): Promise<void> {
    const handle = await this.current();
    const text = lines.map((line) => `${line.text}\n`).join('');
    const start = this.torn ? '\n' : '';
    this.torn = true;
    await handle.appendFile(start + text, 'utf8');
    await handle.datasync();
    this.torn = false;
  }

  async close(): Promise<void> {
    await this.handle?.close();
    this.handle = null;
  }

  private async current(): Promise<FileHandle> {
    if (this.handle !== null && (await this.wasMoved(this.handle))) await this.close();
    this.handle ??= await open(this.path, 'a', 0o640);
    return this.handle;
  }

  private async wasMoved(handle: FileHandle): Promise<boolean> {
    const [ours, theirs] = await Promise.all([handle.stat(), stat(this.path).catch(() => null)]);
    return theirs?.ino !== ours.ino || theirs.dev !== ours.dev;
  }
}
