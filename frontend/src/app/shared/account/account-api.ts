import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../core/services/api';
import { QUIET } from '../../core/services/http-context';

type Path = `/${string}`;

const envelope = successOf(z.unknown());

/** The account's pages say themselves what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/**
 * How the clients of the account's pages call: quietly, with the answer checked against its schema. Every call rejects
 * with what the interceptors throw.
 */
@Service()
export class AccountApi {
  private readonly http = inject(HttpClient);

  /** What stands under a path. Call it in an injection context: the request lives as long as that. */
  resource<T extends z.ZodType>(path: Path, schema: T): HttpResourceRef<z.output<T> | undefined> {
    return httpResource(() => ({ url: apiUrl(path), context: quiet() }), {
      parse: (raw) => read(schema, raw),
    });
  }

  async get<T extends z.ZodType>(path: Path, schema: T): Promise<z.output<T>> {
    return read(schema, await firstValueFrom(this.http.get(apiUrl(path), { context: quiet() })));
  }

  async post<T extends z.ZodType>(path: Path, body: unknown, schema: T): Promise<z.output<T>> {
    return read(schema, await firstValueFrom(this.http.post(apiUrl(path), body, { context: quiet() })));
  }

  async put<T extends z.ZodType>(path: Path, body: unknown, schema: T): Promise<z.output<T>> {
    return read(schema, await firstValueFrom(this.http.put(apiUrl(path), body, { context: quiet() })));
  }

  /** A call of which only the success counts. */
  async send(method: 'POST' | 'PATCH' | 'DELETE', path: Path, body?: unknown): Promise<void> {
    await firstValueFrom(this.http.request(method, apiUrl(path), { body, context: quiet() }));
  }
}

function read<T extends z.ZodType>(schema: T, raw: unknown): z.output<T> {
  return schema.parse(envelope.parse(raw).data);
}
