import { HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service } from '@angular/core';
import { successOf } from '@classy-book/contracts/envelope';
import { figuresSchema, type Figures, type FigureWindow } from '@classy-book/contracts/figures';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';

/** The call of the insights page. */
@Service()
export class InsightsClient {
  /** The figures of a window, asked for again whenever it or `asked` changes. */
  figures(window: () => FigureWindow, asked: () => number): HttpResourceRef<Figures | undefined> {
    return httpResource(
      () => {
        asked();
        const context = new HttpContext().set(QUIET, true);
        return { url: apiUrl('/monitoring/figures'), params: { window: window() }, context };
      },
      { parse: (raw) => successOf(figuresSchema).parse(raw).data },
    );
  }
}
