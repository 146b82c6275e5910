import * as z from 'zod';

/** Cursor paging: `nextCursor` is opaque and null on the last page; `limit` is the page size that was applied. */
export const paginationSchema = z.object({ nextCursor: z.string().nullable(), limit: z.number().int() });
export type Pagination = z.infer<typeof paginationSchema>;

/** The envelope of every successful answer that carries one value. */
export function successOf<T extends z.ZodType>(data: T) {
  return z.object({ success: z.literal(true), data });
}

/** The envelope of every successful answer that carries one page of a list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ success: z.literal(true), data: z.array(item), pagination: paginationSchema });
}
