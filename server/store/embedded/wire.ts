import { deserialize, serialize } from 'bson';

import type { Doc } from './values.ts';

/**
 * MongoDB wire protocol, the part a current driver speaks: OP_MSG both ways, and OP_QUERY for the first
 * hello of a connection (MongoDB manual, "MongoDB Wire Protocol").
 */
const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
/** Bits 0–15 are required: a peer must refuse those it does not know. */
const KNOWN_REQUIRED_FLAGS = CHECKSUM_PRESENT | MORE_TO_COME;
/** mongod's own limit. */
export const MAX_MESSAGE_BYTES = 48_000_000;

export interface Request {
  readonly requestId: number;
  readonly legacy: boolean;
  /** The sender wants no answer (`w: 0`). */
  readonly silent: boolean;
  readonly command: Doc;
}

/** Numbers become JavaScript numbers while they are exact; binaries keep their subtype, regexes their options. */
const DECODE = { promoteBuffers: false, bsonRegExp: true, promoteValues: true, promoteLongs: true } as const;

class BadMessage extends Error {}

function decodeMessage(body: Buffer, requestId: number): Request {
  const flags = body.readUInt32LE(0);
  if ((flags & 0xffff & ~KNOWN_REQUIRED_FLAGS) !== 0) throw new BadMessage('unknown OP_MSG flags');
  const end = body.length - ((flags & CHECKSUM_PRESENT) !== 0 ? 4 : 0);
  let command: Doc | undefined;
  const sequences: Doc = {};
  for (let at = 4; at < end;) {
    const kind = body.readUInt8(at);
    const size = body.readInt32LE(at + 1);
    const section = body.subarray(at + 1, at + 1 + size);
    if (kind === 0) {
      command = deserialize(section, DECODE);
    } else if (kind === 1) {
      const nameEnd = section.indexOf(0, 4);
      sequences[section.toString('utf8', 4, nameEnd)] = decodeSequence(section.subarray(nameEnd + 1));
    } else {
      throw new BadMessage(`unknown OP_MSG section ${kind}`);
    }
    at += 1 + size;
  }
  if (!command) throw new BadMessage('OP_MSG without a body');
  const silent = (flags & MORE_TO_COME) !== 0;
  return { requestId, legacy: false, silent, command: { ...command, ...sequences } };
}

function decodeSequence(bytes: Buffer): Doc[] {
  const docs: Doc[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = bytes.readInt32LE(at);
    if (size < 5) throw new BadMessage('a document in a sequence is too short');
    docs.push(deserialize(bytes.subarray(at, at + size), DECODE));
    at += size;
  }
  return docs;
}

function decodeQuery(body: Buffer, requestId: number): Request {
  const nameEnd = body.indexOf(0, 4);
  const database = body.toString('utf8', 4, nameEnd).split('.')[0];
  const start = nameEnd + 1 + 8;
  const command: Doc = deserialize(body.subarray(start, start + body.readInt32LE(start)), DECODE);
  return { requestId, legacy: true, silent: false, command: { ...command, $db: database } };
}

function decode(message: Buffer): Request {
  const requestId = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  const body = message.subarray(HEADER_BYTES);
  if (opcode === OP_MSG) return decodeMessage(body, requestId);
  if (opcode === OP_QUERY) return decodeQuery(body, requestId);
  throw new BadMessage(`unknown opcode ${opcode}`);
}

/** Cuts a byte stream into requests. @throws on anything malformed; the connection is then of no more use. */
export function createDecoder(): (chunk: Buffer) => Request[] {
  let chunks: Buffer[] = [];
  let buffered = 0;
  let needed = 4;
  return (chunk) => {
    chunks.push(chunk);
    buffered += chunk.length;
    const requests: Request[] = [];
    while (buffered >= needed) {
      const all: Buffer = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
      const size = all.readInt32LE(0);
      if (size < HEADER_BYTES || size > MAX_MESSAGE_BYTES) throw new BadMessage(`message of ${size} bytes`);
      const complete = all.length >= size;
      if (complete) requests.push(decode(all.subarray(0, size)));
      const rest = complete ? all.subarray(size) : all;
      chunks = [rest];
      buffered = rest.length;
      needed = complete ? 4 : size;
    }
    return requests;
  };
}

/** The answer to a request, in the form it was asked. */
export function encodeReply(request: Request, reply: Doc, responseId: number): Buffer {
  const document = serialize(reply, { ignoreUndefined: true });
  const prefix = request.legacy ? legacyPrefix() : Buffer.alloc(5);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32LE(HEADER_BYTES + prefix.length + document.length, 0);
  header.writeInt32LE(responseId, 4);
  header.writeInt32LE(request.requestId, 8);
  header.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  return Buffer.concat([header, prefix, document]);
}

/** OP_REPLY: flags, cursor id, starting from, and one document. */
function legacyPrefix(): Buffer {
  const prefix = Buffer.alloc(20);
  prefix.writeInt32LE(8, 0);
  prefix.writeInt32LE(1, 16);
  return prefix;
}
