import { deserialize, serialize } from 'bson';
import fc from 'fast-check';

import { createDecoder, encodeReply, MAX_MESSAGE_BYTES } from '../../../server/store/embedded/wire.ts';

function message(opcode: number, requestId: number, body: Uint8Array): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + body.length, 0);
  header.writeInt32LE(requestId, 4);
  header.writeInt32LE(opcode, 12);
  return Buffer.concat([header, body]);
}

const flags = (bits: number): Buffer => {
  const word = Buffer.alloc(4);
  word.writeUInt32LE(bits);
  return word;
};

const INSERT = ((): Buffer => {
  const docs = [serialize({ _id: 1 }), serialize({ _id: 2 })];
  const name = Buffer.from('documents\0');
  const size = Buffer.alloc(4);
  size.writeInt32LE(4 + name.length + docs.reduce((sum, doc) => sum + doc.length, 0));
  const body = serialize({ insert: 'rows', $db: 'db' });
  return message(2013, 7, Buffer.concat([flags(2), Buffer.of(0), body, Buffer.of(1), size, name, ...docs]));
})();
const PING = message(2013, 8, Buffer.concat([flags(0), Buffer.of(0), serialize({ ping: 1, $db: 'admin' })]));

describe('the wire protocol', () => {
  test('requests are the same however the stream is cut', () => {
    const stream = Buffer.concat([INSERT, PING, INSERT]);
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 8 }), (cuts) => {
        const decode = createDecoder();
        const edges = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const requests = edges.slice(1).flatMap((end, at) => decode(stream.subarray(edges[at], end)));
        expect(requests.map(({ requestId, silent }) => [requestId, silent])).toEqual([
          [7, true],
          [8, false],
          [7, true],
        ]);
        expect(requests[0]?.command).toEqual({
          insert: 'rows',
          $db: 'db',
          documents: [{ _id: 1 }, { _id: 2 }],
        });
      }),
      { numRuns: 100 },
    );
  });

  test('the first hello of an old handshake is answered in its own form', () => {
    const command = serialize({ ismaster: 1, helloOk: true });
    const body = Buffer.concat([flags(4), Buffer.from('admin.$cmd\0'), flags(0), flags(1), command]);
    const [request] = createDecoder()(message(2004, 3, body));
    if (!request) throw new Error('nothing decoded');
    expect(request).toMatchObject({ legacy: true, command: { ismaster: 1, $db: 'admin' } });
    const reply = encodeReply(request, { ok: 1 }, 1);
    expect([reply.readInt32LE(0), reply.readInt32LE(8), reply.readInt32LE(12)]).toEqual([reply.length, 3, 1]);
    expect(deserialize(reply.subarray(36))).toEqual({ ok: 1 });
  });

  test('required flags, opcodes, sections and sizes it does not know are refused', () => {
    const section = Buffer.concat([Buffer.of(0), serialize({ ping: 1 })]);
    const tooLong = Buffer.alloc(16);
    tooLong.writeInt32LE(MAX_MESSAGE_BYTES + 1);
    const bad = [
      message(2013, 1, Buffer.concat([flags(4), section])),
      message(2012, 1, section),
      message(2013, 1, Buffer.concat([flags(0), Buffer.of(9), section])),
      message(2013, 1, flags(0)),
      tooLong,
    ];
    for (const bytes of bad) expect(() => createDecoder()(bytes)).toThrow(/./);
  });
});
