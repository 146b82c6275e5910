import { HttpContextToken, HttpXhrBackend, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';

/** Set to true on a call that tells how much of its body was sent: `fetch` cannot, XMLHttpRequest can. */
export const WITH_PROGRESS = new HttpContextToken<boolean>(() => false);

/** The last of the interceptors: sends what wants to tell of its progress by XMLHttpRequest. */
export const progressInterceptor: HttpInterceptorFn = (request, next) =>
  request.context.get(WITH_PROGRESS)
    ? inject(HttpXhrBackend).handle(request.clone({ reportUploadProgress: true }))
    : next(request);
