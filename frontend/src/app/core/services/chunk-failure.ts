const chunkMessages = /dynamically imported module|importing a module script failed|loading chunk|ChunkLoadError/i;

/** True where a part of the app could not be fetched: no network, or a newer version was installed since it was loaded. */
export function isChunkFailure(error: unknown): boolean {
  return error instanceof Error && chunkMessages.test(`${error.name} ${error.message}`);
}
