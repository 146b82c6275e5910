/** One go of an upload as tus-js-client is asked for it; the test plays the server. */
export class FakeGo {
  readonly headers: Record<string, string> = {};
  readonly aborted = vi.fn(() => Promise.resolve());
  url: string | null = null;

  constructor(
    readonly file: File,
    readonly options: {
      readonly endpoint: string | null;
      readonly uploadUrl?: string;
      readonly metadata: Readonly<Record<string, string>>;
      readonly onBeforeRequest: (request: object) => Promise<void>;
      readonly onUploadUrlAvailable: () => void;
      readonly onProgress: (sent: number) => void;
      readonly onError: (error: Error) => void;
      readonly onSuccess: () => void;
    },
  ) {}

  /** The request that begins it was sent with the headers that it should have. */
  readonly start = async (): Promise<void> => {
    const setHeader = (name: string, value: string) => {
      this.headers[name] = value;
    };
    await this.options.onBeforeRequest({ setHeader });
  };

  readonly abort = () => this.aborted();

  /** The server has made the upload, or found it. */
  begin(id: string): void {
    this.url = `https://elsewhere.example/${id}`;
    this.options.onUploadUrlAvailable();
  }

  /** The server answered something else than it should. */
  refuse(status: number, body: object = {}): void {
    const answer = {
      getStatus: () => status,
      getBody: () => JSON.stringify(body),
      getHeader: () => undefined,
    };
    this.options.onError(Object.assign(new Error('tus'), { originalRequest: {}, originalResponse: answer }));
  }

  /** The connection broke. */
  breakOff(): void {
    this.options.onError(Object.assign(new Error('tus'), { originalRequest: {}, originalResponse: null }));
  }
}

/** tus-js-client without a network: `goes` are those that were begun, in their order. */
export function fakeTus(): { readonly goes: FakeGo[]; readonly load: () => Promise<object> } {
  const goes: FakeGo[] = [];
  class Upload extends FakeGo {
    constructor(...given: ConstructorParameters<typeof FakeGo>) {
      super(...given);
      goes.push(this);
    }
  }
  return { goes, load: () => Promise.resolve({ Upload }) };
}
