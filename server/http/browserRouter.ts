import { Router, type ErrorRequestHandler, type Response } from 'express';
import { readCookies, writeCookie } from './cookies.ts';
import { toAppError } from './errors.ts';
import { errorPage, ERROR_PAGE_CSP } from './oauth/errorPage.ts';
import type { BrowserReply, BrowserRoute } from './route.ts';
import { incoming, logFailure, sendReply } from './send.ts';

/** `/oauth`: pages a person walks through. Errors are a readable page for browsers, JSON for everyone else. */
export function browserRouter(deps: {
  /** Our public URL is https: cookies can be, and are, `Secure`. */
  secure: boolean;
  /** Where the next click of an error page leads. */
  homeUrl: string;
  routes: readonly BrowserRoute[];
}): Router {
  const router = Router();
  for (const route of deps.routes) {
    router.get(route.path, async (request, response) => {
      const cookies = readCookies(request.headers.cookie);
      sendBrowserReply(response, await route.handle({ ...incoming(request), cookies }), deps.secure);
    });
  }
  const readable: ErrorRequestHandler = (thrown: unknown, request, response, next) => {
    // `*/*` alone is a program; browsers name text/html.
    if (!request.headers.accept?.includes('text/html')) {
      next(thrown);
      return;
    }
    const error = toAppError(thrown);
    logFailure(request, error);
    response
      .status(error.status)
      .set('content-security-policy', ERROR_PAGE_CSP)
      .type('html')
      .send(errorPage(error, deps.homeUrl));
  };
  router.use(readable);
  return router;
}

function sendBrowserReply(response: Response, reply: BrowserReply, secure: boolean): void {
  for (const cookie of reply.cookies ?? []) response.append('set-cookie', writeCookie(cookie, secure));
  const headers = { ...reply.headers, ...(reply.location ? { location: reply.location } : {}) };
  sendReply(response, { ...reply, headers });
}
