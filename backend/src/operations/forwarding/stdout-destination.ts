import type { Destination, ForwardLine } from './destination.js';

/** Lines on the standard output of this process. */
export class StdoutDestination implements Destination {
  async send(lines: readonly ForwardLine[]): Promise<void> {
    const text = lines.map((line) => `${line.text}\n`).join('');
    await new Promise<void>((resolve, reject) => {
      process.stdout.write(text, (error) => {
        if (error == null) resolve();
        else reject(error);
      });
    });
  }

  async close(): Promise<void> {
    // it belongs to the process
  }
}
