import { HttpErrorResponse } from '@angular/common/http';
import { toApiFailure, type ApiFailure } from '../../core/services/api';
import { failure } from '../../core/testing/app-testing';
import { Autosave, type Stored, type Theirs } from './autosave';

const AT = '2026-11-20T12:03:00.000Z';

/** A server with one text, and what was asked of it. */
class Server {
  revision = 4;
  text = 'first';
  savedBy = 'Maya';
  readonly asked: { readonly draft: string; readonly revision: number }[] = [];
  /** What happens to the next saves instead of an answer; `lost`: stored, but the answer is lost. */
  readonly mishaps: (number | 'lost')[] = [];
  held: Promise<void> | null = null;
  running = 0;

  async save(draft: string, revision: number): Promise<Stored<string>> {
    this.asked.push({ draft, revision });
    this.running += 1;
    expect(this.running).toBe(1);
    await this.held;
    this.running -= 1;
    const mishap = this.mishaps.shift();
    if (mishap === 'lost') {
      this.store(draft);
      throw answer(0);
    }
    if (mishap !== undefined) throw answer(mishap);
    if (revision !== this.revision) throw answer(409);
    this.store(draft);
    return { revision: this.revision, savedAt: AT, draft: this.text };
  }

  load(): Promise<Theirs<string>> {
    return Promise.resolve({ revision: this.revision, savedAt: AT, draft: this.text, savedBy: this.savedBy });
  }

  store(draft: string): void {
    this.revision += 1;
    this.text = draft.trim();
  }
}

function answer(status: number): ApiFailure {
  const codes: Readonly<Record<number, string>> = { 404: 'NOT_FOUND', 409: 'STALE', 400: 'VALIDATION_FAILED' };
  const error = failure(codes[status] ?? 'SERVICE_UNAVAILABLE');
  return toApiFailure(new HttpErrorResponse({ status, error }));
}

describe('saving what is being written', () => {
  let server: Server;
  let adopted: string[];
  let kept: (string | null)[];
  let autosave: Autosave<string>;

  beforeEach(() => {
    vi.useFakeTimers();
    server = new Server();
    adopted = [];
    kept = [];
    autosave = new Autosave<string>({
      save: (draft, revision) => server.save(draft, revision),
      load: () => server.load(),
      adopted: ({ draft }) => adopted.push(draft),
      keep: (draft) => kept.push(draft),
    });
    autosave.begin(server.revision, null);
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  const pass = (ms = 1_500): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

  it('waits for a pause, sends the last state once, and says when', async () => {
    for (const text of ['a', 'ab', 'abc']) {
      autosave.changed(text);
      await pass(1_000);
    }
    expect(server.asked).toEqual([]);
    expect(autosave.state().kind).toBe('waiting');
    await pass();
    expect(server.asked).toEqual([{ draft: 'abc', revision: 4 }]);
    expect(autosave.state()).toEqual({ kind: 'saved', at: AT });
    expect(autosave.unsaved()).toBe(false);
  });

  it('sends one save at a time, and what was typed in between with the next, on top of it', async () => {
    let release = (): void => undefined;
    server.held = new Promise((resolve) => (release = resolve));
    autosave.changed('a');
    await pass();
    autosave.changed('ab');
    await pass(5_000);
    expect(server.asked).toHaveLength(1);
    server.held = null;
    release();
    await pass();
    expect(server.asked).toEqual([
      { draft: 'a', revision: 4 },
      { draft: 'ab', revision: 5 },
    ]);
  });

  it('gives back what the server made of it, unless something was typed meanwhile', async () => {
    autosave.changed(' a ');
    await pass();
    expect(adopted).toEqual(['a']);
    let release = (): void => undefined;
    server.held = new Promise((resolve) => (release = resolve));
    autosave.changed(' b ');
    await pass();
    autosave.changed(' b c');
    server.held = null;
    release();
    await pass(0);
    expect(adopted).toEqual(['a']);
    await pass();
    expect(adopted).toEqual(['a', 'b c']);
  });

  it('goes on trying while nothing answers, ever more slowly, with the newest state', async () => {
    server.mishaps.push(0, 503, 0);
    autosave.changed('a');
    await pass();
    expect(autosave.state().kind).toBe('offline');
    expect(autosave.unsaved()).toBe(true);
    autosave.changed('ab');
    expect(autosave.state().kind).toBe('offline');
    await pass(2_000);
    await pass(4_000);
    expect(server.asked).toHaveLength(3);
    await pass(7_999);
    expect(server.asked).toHaveLength(3);
    await pass(1);
    expect(server.asked.at(-1)).toEqual({ draft: 'ab', revision: 4 });
    expect(autosave.state().kind).toBe('saved');
  });

  it('tries at once when the network is back', async () => {
    server.mishaps.push(0);
    autosave.changed('a');
    await pass();
    autosave.retry();
    await pass(0);
    expect(autosave.state().kind).toBe('saved');
  });

  it('knows its own save again whose answer was lost', async () => {
    server.mishaps.push('lost');
    autosave.changed('a');
    await pass();
    autosave.changed('ab');
    await pass(10_000);
    expect(autosave.state().kind).toBe('saved');
    expect(server.text).toBe('ab');
    expect(server.revision).toBe(6);
  });

  describe('where somebody else saved in between', () => {
    beforeEach(async () => {
      server.store('theirs');
      autosave.changed('mine');
      await pass();
    });

    it('shows theirs and saves nothing until somebody chose', async () => {
      const state = autosave.state();
      expect(state.kind === 'conflict' && state.theirs).toMatchObject({
        draft: 'theirs',
        revision: 5,
        savedBy: 'Maya',
      });
      autosave.changed('mine and more');
      await pass(120_000);
      expect(server.asked).toHaveLength(1);
      expect(autosave.unsaved()).toBe(true);
    });

    it('puts mine on top of theirs', async () => {
      autosave.changed('mine and more');
      expect(await autosave.keepMine()).toBe(true);
      expect(server.text).toBe('mine and more');
      expect(server.asked.at(-1)?.revision).toBe(5);
    });

    it('goes on from theirs', async () => {
      autosave.begin(server.revision, AT);
      expect(autosave.state()).toEqual({ kind: 'saved', at: AT });
      await pass(120_000);
      expect(server.text).toBe('theirs');
    });
  });

  it('says what is refused, and tries the next change', async () => {
    server.mishaps.push(400);
    autosave.changed('');
    await pass();
    expect(autosave.state()).toMatchObject({ kind: 'refused', failure: { code: 'VALIDATION_FAILED' } });
    await pass(120_000);
    expect(server.asked).toHaveLength(1);
    autosave.changed('a');
    await pass();
    expect(autosave.state().kind).toBe('saved');
  });

  it('stops for good once it was deleted, and keeps nothing', async () => {
    server.mishaps.push(404);
    autosave.changed('a');
    await pass();
    expect(autosave.state().kind).toBe('gone');
    autosave.changed('ab');
    await pass(120_000);
    expect(server.asked).toHaveLength(1);
    expect(kept.at(-1)).toBeNull();
    expect(autosave.unsaved()).toBe(false);
  });

  it('saves at once what is left when the page is left', async () => {
    autosave.changed('a');
    const left = autosave.flush();
    await pass(0);
    expect(await left).toBe(true);
    expect(server.text).toBe('a');
    server.mishaps.push(0);
    autosave.changed('ab');
    const failed = autosave.flush();
    await pass(0);
    expect(await failed).toBe(false);
  });

  it('keeps what was not stored when it stops, and sends nothing afterwards', async () => {
    autosave.changed('a');
    autosave.stop();
    expect(kept).toEqual(['a']);
    await pass(120_000);
    expect(server.asked).toEqual([]);
  });

  it('forgets what it kept once it is stored', async () => {
    autosave.changed('a');
    await pass();
    expect(kept).toEqual(['a', null]);
  });
});
