import { sha256Of } from './sha256';

// answers a file with its SHA-256, or with null where it cannot be read
addEventListener('message', ({ data }: MessageEvent<Blob>) => {
  void sha256Of(data)
    .catch(() => null)
    .then((sha256) => {
      postMessage(sha256);
    });
});
