import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

import type { Clock } from '../../clock.ts';
import { aggregateCommands } from './commands/aggregate.ts';
import type { Command, CommandContext } from './commands/command.ts';
import { readCommands } from './commands/read.ts';
import { schemaCommands } from './commands/schema.ts';
import { sessionCommands } from './commands/session.ts';
import { writeCommands } from './commands/write.ts';
import { createCursors } from './cursors.ts';
import { createDatabases } from './databases.ts';
import { WireError } from './errors.ts';
import { EXPIRY_INTERVAL_MS, removeExpired } from './expiry.ts';
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

function execute(request: Request, context: CommandContext): Doc {
  const [name = ''] = Object.keys(request.command);
  try {
    const command = COMMANDS.get(name);
    const database = request.command['$db'];
    if (!command) {
      const kind = KNOWN_TO_MONGOD.test(name) ? 'CommandNotSupported' : 'CommandNotFound';
      throw new WireError(kind, `no such command: '${name}' (embedded store)`);
    }
    if (typeof database !== 'string') throw new WireError('MissingField', "BSON field '$db' is missing");
    return { ...command(request.command, database, context), ok: 1 };
  } catch (error) {
    if (error instanceof WireError) {
      const { message, code, codeName, details } = error;
      return { ok: 0, errmsg: message, code, codeName, ...details };
    }
    const errmsg = `the embedded store failed: ${error instanceof Error ? error.message : String(error)}`;
    return { ok: 0, errmsg, code: 1, codeName: 'InternalError' };
  }
}

function serve(socket: Socket, context: CommandContext): void {
  const decode = createDecoder();
  let responseId = 0;
  socket.setNoDelay(true);
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const request of decode(chunk)) {
        const reply = execute(request, context);
        responseId += 1;
        if (!request.silent) socket.write(encodeReply(request, reply, responseId));
      }
    } catch {
      // Not the protocol, or a reply beyond what BSON can hold: this connection cannot be understood again.
      socket.destroy();
    }
  });
  // A client that goes away in the middle of a reply is no event for the store.
  socket.on('error', () => socket.destroy());
}

/**
 * Starts the embedded MongoDB server on a free port of 127.0.0.1. In memory only; for demo and tests.
 * Its limits are in docs/embedded-store.md.
 */
export async function startEmbeddedServer(clock: Clock): Promise<EmbeddedServer> {
  const databases = createDatabases();
  const cursors = createCursors(() => clock.monotonicMs());
  const sockets = new Set<Socket>();
  let connectionId = 0;
  const server = createServer((socket) => {
    connectionId += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, { databases, cursors, clock, connectionId });
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
