import express, { type ErrorRequestHandler, type Express, type Router } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { notFound, toAppError } from './errors.ts';
import { requestLog } from './middleware/requestLog.ts';
import type { OpenRoute } from './route.ts';
import { logFailure, sendError, sendReply } from './send.ts';

export interface AppDeps {
  log: Logger;
  /** Health and metrics, at the root. */
  ops: readonly OpenRoute[];
  /** The doors, each with its own check: `{ '/api/v1': apiRouter(…), '/oauth': browserRouter(…), … }`. */
  doors: Readonly<Record<string, Router>>;
  /**
   * How many proxies of our own stand in front, each of which writes down who asked it. Anybody can send
   * `X-Forwarded-For`: without a proxy it is not looked at.
   */
  trustedProxies: number;
}

/** The whole web role as one Express application. Each door brings its own body parser and its own check. */
export function createApp({ log, ops, doors, trustedProxies }: AppDeps): Express {
  const app = express();
  app.disable('etag');
  app.set('trust proxy', trustedProxies);
  // `a[b]=c` stays a flat name: nested queries are operators in waiting (reliability.md §5, injection).
  app.set('query parser', 'simple');
  app.use(requestLog(log));
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
      },
      referrerPolicy: { policy: 'no-referrer' },
    }),
  );
  app.use((_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  for (const route of ops) {
    app.get(route.path, async (_request, response) => sendReply(response, await route.handle()));
  }
  for (const [path, router] of Object.entries(doors)) app.use(path, router);
  app.use((_request, _response, next) => next(notFound()));
  app.use(lastResort);
  return app;
}

/** Express answers errors in HTML with a stack; every door of ours answers the contract's shape. */
const lastResort: ErrorRequestHandler = (thrown: unknown, request, response, next) => {
  // Half an answer cannot be taken back: Express closes the connection.
  if (response.headersSent) {
    next(thrown);
    return;
  }
  const error = toAppError(thrown);
  logFailure(request, error);
  sendError(response, error);
};
