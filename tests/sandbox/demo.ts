/** `npm run demo`: everything on this machine, with sample data, until Ctrl-C. */
import { parseArgs } from 'node:util';
import { DEFAULT_PORTS, takenPort, type DemoPorts } from './demo/ports.ts';
import type { Demo } from './demo/startDemo.ts';

/** Stopping takes well under a second; after this long the demo goes whatever hangs. */
const STOP_MS = 5_000;

const say = (sentence: string): void => {
  process.stdout.write(`${sentence}\n`);
};

/** Says it in one sentence and ends: a stack helps nobody here. */
function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function readPorts(): DemoPorts {
  const option = (fallback: number) => ({ type: 'string', default: String(fallback) }) as const;
  const { values } = parseArgs({
    options: {
      port: option(DEFAULT_PORTS.page),
      'server-port': option(DEFAULT_PORTS.server),
      'sandbox-port': option(DEFAULT_PORTS.sandbox),
    },
  });
  const ports = {
    page: Number(values.port),
    server: Number(values['server-port']),
    sandbox: Number(values['sandbox-port']),
  };
  const usable = (port: number) => Number.isInteger(port) && port > 0 && port < 65_536;
  const all = Object.values(ports);
  if (!all.every(usable) || new Set(all).size < all.length) {
    refuse('The demo needs three different port numbers: --port, --server-port and --sandbox-port.');
  }
  return ports;
}

/** The product is loaded only now: reading it takes seconds, and a taken port is said before. */
async function start(ports: DemoPorts): Promise<Demo> {
  const { systemMongod } = await import('../../server/config/environment.ts');
  const { startDemo } = await import('./demo/startDemo.ts');
  return startDemo({ ports, systemBinary: systemMongod(process.env), say });
}

const started = performance.now();
let ports: DemoPorts;
try {
  ports = readPorts();
} catch (error) {
  refuse(error instanceof Error ? error.message : String(error));
}

say('liveprompt for HubSpot: demo. Starts a store, a local stand-in for HubSpot, the server and a page,');
say('connects them and plays one sales call. Everything stays on 127.0.0.1. End with Ctrl-C.\n');

const taken = await takenPort(Object.values(ports));
if (taken !== undefined) {
  const flag = { [ports.page]: 'port', [ports.server]: 'server-port', [ports.sandbox]: 'sandbox-port' }[
    taken
  ];
  refuse(
    `Port ${taken} is taken by another program: stop it, or choose another port with npm run demo -- --${flag} ${taken + 100}`,
  );
}

// Before anything starts, so that Ctrl-C during the start leaves nothing behind either. A terminal's
// Ctrl-C reaches this process twice (from the terminal and through npm): only the first one counts.
let stopping = false;
const isStopping = (): boolean => stopping;
const starting = start(ports);
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  say('\nStopping.');
  setTimeout(() => process.exit(0), STOP_MS).unref();
  starting
    .then((demo) => demo.stop())
    .catch(() => undefined)
    .finally(() => process.exit(0));
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

try {
  const { url } = await starting;
  say(`\nReady after ${((performance.now() - started) / 1_000).toFixed(1)} s. Open ${url}`);
} catch (error) {
  if (!isStopping()) {
    refuse(`The demo could not start: ${error instanceof Error ? error.message : String(error)}`);
  }
}
