import type { EngineKind, ProcessName } from './state.ts';

/** A database server that the keeper runs. */
export interface Engine {
  readonly kind: EngineKind;
  /** Without a database name. */
  readonly uri: string;
  readonly port: number;
  /** Resolves when clients can write. */
  start(): Promise<void>;
  /** Ends it so that the next start has nothing to repair. */
  stop(): Promise<void>;
  /** What runs at the moment, by name. */
  processes(): Readonly<Record<string, ProcessName>>;
}
