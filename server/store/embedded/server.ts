import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

import type { Clock } from '../../clock.ts';
import { aggregateCommands } from './commands/aggregate.ts';
import type { Command, CommandContext } from './commands/command.ts';
import { readCommands } from './commands/read.ts';
import { schemaCommands } from './commands/schema.ts';
import { sessionCommands } from './commands/session.ts';
import { writeCommands } from './commands/write.ts';
import { createComputedStages } from './computed-stages.ts';
import { createCursors } from './cursors.ts';
import { createDatabases } from './databases.ts';
import { WireError } from './errors.ts';
import { EXPIRY_INTERVAL_MS, removeExpired } from './expiry.ts';
import { needsComputing } from './pipeline.ts';
import type { Doc } from './values.ts';
import { createDecoder, encodeReply } from './wire.ts';
import type { Request } from './wire.ts';

const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...sessionCommands,
    ...readCommands,
    ...writeCommands,
    ...schemaCommands,
    ...aggregateCommands,
  }),
);

/** Commands mongod has and a driver may send; they are answered with their own refusal. */
const KNOWN_TO_MONGOD =
  /^(?:abortTransaction|commitTransaction|startTransaction|bulkWrite|mapReduce|explain)$/;

export interface EmbeddedServer {
  readonly uri: string;
  stop(): Promise<void>;
}

function execute(command: Doc, context: CommandContext): Doc {
  const [name = ''] = Object.keys(command);
  const run = COMMANDS.get(name);
  if (!run) {
    const kind = KNOWN_TO_MONGOD.test(name) ? 'CommandNotSupported' : 'CommandNotFound';
    throw new WireError(kind, `no such command: '${name}' (embedded store)`);
  }
  const database = command['$db'];
  if (typeof database !== 'string') throw new WireError('MissingField', "BSON field '$db' is missing");
  return { ...run(command, database, context), ok: 1 };
}

function refusal(error: unknown): Doc {
  if (error instanceof WireError) {
    const { message, code, codeName, details } = error;
    return { ok: 0, errmsg: message, code, codeName, ...details };
  }
  const errmsg = `the embedded store failed: ${error instanceof Error ? error.message : String(error)}`;
  return { ok: 0, errmsg, code: 1, codeName: 'InternalError' };
}

async function answer(command: Doc, context: CommandContext): Promise<Doc> {
  try {
    if ('aggregate' in command && needsComputing(command['pipeline'])) await context.computed.load();
    return execute(command, context);
  } catch (error) {
    return refusal(error);
  }
}

function serve(socket: Socket, context: CommandContext): void {
  const decode = createDecoder();
  let responseId = 0;
  const handle = async (request: Request): Promise<void> => {
    const reply = await answer(request.command, context);
    responseId += 1;
    if (!request.silent && socket.writable) socket.write(encodeReply(request, reply, responseId));
  };
  // Not the protocol, or a reply beyond what BSON can hold: this connection cannot be understood again.
  const hangUp = (): void => {
    socket.destroy();
  };
  socket.setNoDelay(true);
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const request of decode(chunk)) handle(request).catch(hangUp);
    } catch {
      hangUp();
    }
  });
  // A client that goes away in the middle of a reply is no event for the store.
  socket.on('error', hangUp);
}

/**
 * Starts the embedded MongoDB server on a free port of 127.0.0.1. In memory only; for demo and tests.
 * Its limits are in docs/embedded-store.md.
 */
export async function startEmbeddedServer(clock: Clock): Promise<EmbeddedServer> {
  const databases = createDatabases();
  const cursors = createCursors(() => clock.monotonicMs());
  const computed = createComputedStages();
  const sockets = new Set<Socket>();
  let connectionId = 0;
  const server = createServer((socket) => {
    connectionId += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, { databases, cursors, computed, clock, connectionId });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const expiry = setInterval(() => removeExpired(databases, clock.now()), EXPIRY_INTERVAL_MS);
  expiry.unref();
  const { port } = server.address() as AddressInfo;
  return {
    uri: `mongodb://127.0.0.1:${port}/liveprompt`,
    async stop() {
      clearInterval(expiry);
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
