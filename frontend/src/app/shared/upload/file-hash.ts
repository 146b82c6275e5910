import { Service } from '@angular/core';

/** The checksum of a file, worked out beside the page while its bytes are sent. */
@Service()
export class FileHash {
  /** SHA-256 in hexadecimal; null where no worker can be had, the file cannot be read, or `signal` stopped it. Never rejects. */
  of(file: File, signal: AbortSignal): Promise<string | null> {
    return new Promise((resolve) => {
      let worker: Worker;
      try {
        worker = new Worker(new URL('./hash.worker', import.meta.url), { type: 'module' });
      } catch {
        resolve(null);
        return;
      }
      const end = (sha256: string | null) => {
        worker.terminate();
        resolve(sha256);
      };
      worker.addEventListener('message', ({ data }: MessageEvent<string | null>) => {
        end(data);
      });
      worker.addEventListener('error', () => {
        end(null);
      });
      signal.addEventListener('abort', () => {
        end(null);
      });
      worker.postMessage(file);
    });
  }
}
