import { HttpEventType, type HttpEvent } from '@angular/common/http';
import { dryRunLineSchema, type DryRunLine } from '@classy-book/contracts/detection';
import { concatMap, from, type OperatorFunction } from 'rxjs';

/**
 * Reads the JSON lines of an answer while it comes in: each line once, as soon as it is whole. A line that is none of the
 * contract's is left out.
 */
export function dryRunLines(): OperatorFunction<HttpEvent<string>, DryRunLine> {
  return (events) => {
    let read = 0;
    const fresh = (text: string, whole: boolean): readonly DryRunLine[] => {
      const end = whole ? text.length : text.lastIndexOf('\n') + 1;
      const lines = text.slice(read, Math.max(read, end)).split('\n');
      read = Math.max(read, end);
      return lines.flatMap(lineOf);
    };
    return events.pipe(
      concatMap((event) => {
        if (event.type === HttpEventType.Response) return from(fresh(event.body ?? '', true));
        if (event.type !== HttpEventType.DownloadProgress) return [];
        return from(fresh('partialText' in event ? (event.partialText ?? '') : '', false));
      }),
    );
  };
}

function lineOf(text: string): readonly DryRunLine[] {
  if (text.trim() === '') return [];
  try {
    const line = dryRunLineSchema.safeParse(JSON.parse(text));
    return line.success ? [line.data] : [];
  } catch {
    return [];
  }
}
