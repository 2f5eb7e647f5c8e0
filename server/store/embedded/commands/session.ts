import { assertKnown } from '../arguments.ts';
import { MAX_MESSAGE_BYTES } from '../wire.ts';
import type { Command, Commands } from './command.ts';

/** Wire version 21 is MongoDB 7.0; driver 7.5 asks for at least 9 (MongoDB 4.4). */
const MAX_WIRE_VERSION = 21;
const VERSION = '7.0.0';

/**
 * Presents a standalone server without sessions: `logicalSessionTimeoutMinutes` is absent, so a driver
 * neither opens sessions nor retries writes, and refuses transactions before they reach the wire.
 */
const hello: Command = (_command, _database, { clock, connectionId }) => ({
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  maxBsonObjectSize: 16 * 1024 * 1024,
  maxMessageSizeBytes: MAX_MESSAGE_BYTES,
  maxWriteBatchSize: 100_000,
  localTime: clock.now(),
  connectionId,
  minWireVersion: 0,
  maxWireVersion: MAX_WIRE_VERSION,
  readOnly: false,
});

const ping: Command = (command) => {
  assertKnown(command, 'ping', []);
  return {};
};

const buildInfo: Command = () => ({
  version: VERSION,
  versionArray: VERSION.split('.').map(Number),
  // The battery and the log line tell by this name that no mongod is running.
  modules: ['liveprompt-embedded'],
  maxBsonObjectSize: 16 * 1024 * 1024,
});

const endSessions: Command = () => ({});

export const sessionCommands: Commands = {
  hello,
  ismaster: hello,
  isMaster: hello,
  ping,
  buildInfo,
  buildinfo: buildInfo,
  endSessions,
};
