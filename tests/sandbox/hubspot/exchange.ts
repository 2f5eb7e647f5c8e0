import { randomUUID } from 'node:crypto';
import type { Fault } from '../sandbox.types.ts';
import { CLOUDFLARE_PAGE, type Faults } from './faults.ts';
import type { Gateway } from './gateway.ts';
import type { Reply, SandboxRequest } from './http.ts';
import type { Journal, OpenCall } from './journal.ts';
import type { Delivery } from './server.ts';
import type { SandboxSettings } from './settings.ts';

const OUTAGE = 502;
const BREAKING = ['reset', 'hang', 'truncate', 'drip'] as const;

const faultReply = (fault: Fault): Reply =>
  fault.kind === 'html'
    ? { status: fault.status ?? OUTAGE, body: fault.body ?? CLOUDFLARE_PAGE, headers: fault.headers ?? {} }
    : {
        status: fault.status ?? 500,
        body: fault.body ?? { status: 'error', message: 'internal error', correlationId: randomUUID() },
        headers: fault.headers ?? {},
      };

/** Journals one API call, lets a planted fault strike before or after its effect, and answers. */
export function createExchange(deps: {
  settings: SandboxSettings;
  gateway: Gateway;
  faults: Faults;
  journal: Journal;
}): (request: SandboxRequest) => Delivery {
  const { settings, gateway, faults, journal } = deps;

  /** The correlation id is in the body of an error and in a header of every answer (hubspot-api.md §9). */
  const work = (request: SandboxRequest, call: OpenCall): Reply => {
    const correlationId = randomUUID();
    const reply = gateway.answer(request, call, correlationId);
    return { ...reply, headers: { 'x-hubspot-correlation-id': correlationId, ...reply.headers } };
  };

  /** Runs the work at most once, whoever asks first. */
  const once = (run: () => Reply): (() => Reply) => {
    let reply: Reply | undefined;
    return () => (reply ??= run());
  };

  const struck = (fault: Fault, run: () => Reply): Pick<Delivery, 'reply' | 'delayMs' | 'break'> => {
    const before = fault.before ?? true;
    if (fault.kind === 'delay') {
      if (!before) run();
      return { reply: run, delayMs: fault.delayMs ?? 0 };
    }
    if (fault.effectAfterMs !== undefined) setTimeout(run, fault.effectAfterMs);
    // A truncated answer needs an answer: without effect it is the outage's.
    const real = before ? undefined : run();
    const reply =
      (fault.kind === 'truncate' || fault.kind === 'drip') && real !== undefined ? real : faultReply(fault);
    const breaking = BREAKING.find((kind) => kind === fault.kind);
    return { reply: () => reply, delayMs: fault.delayMs ?? 0, ...(breaking ? { break: breaking } : {}) };
  };

  return (request) => {
    const call = journal.open(request.method, request.path, settings.now().getTime());
    call.portalId = gateway.portalOf(request);
    const fault = faults.take(request, call.portalId);
    const run = once(() => work(request, call));
    const done = (status: number): void => {
      call.finish(status);
    };
    if (fault !== undefined) {
      call.fault = fault.kind;
      return { ...struck(fault, run), done };
    }
    const reply = run();
    return {
      reply: () => reply,
      delayMs: settings.latencyMs + settings.latencyPerInputMs * call.inputs,
      done,
    };
  };
}
