import { createHmac, randomBytes } from 'node:crypto';
import { worstCaseSession } from '../worstCase.ts';

/** Size of one webhook, bytes: what performance.md §2.1 measures with. */
const BODY_BYTES = 4_800;

/**
 * Signed webhooks as they stand on the wire, made before the clock runs: what is measured is the server.
 * @param secret the bytes behind `whsec_`.
 */
export function wireRequests(count: number, secret: Buffer, run: string): Buffer[] {
  const now = new Date();
  return Array.from({ length: count }, (_, index) => {
    const session = worstCaseSession(`org_${index % 50}`, index, new Date(now.getTime() - 3_600_000));
    session.id = `ses_${run}_${index}`;
    const envelope = { type: 'session.completed', timestamp: now.toISOString(), data: { session } };
    const short = JSON.stringify(envelope).length;
    session.summary.body_markdown = 'What was said, at length. '.repeat(
      Math.max(1, Math.round((BODY_BYTES - short) / 26)),
    );
    return onTheWire(JSON.stringify(envelope), secret, now);
  });
}

function onTheWire(body: string, secret: Buffer, at: Date): Buffer {
  const id = `msg_${randomBytes(12).toString('hex')}`;
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  const head = [
    'POST /webhooks/liveprompt HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    `webhook-id: ${id}`,
    `webhook-timestamp: ${timestamp}`,
    `webhook-signature: v1,${signature}`,
  ].join('\r\n');
  return Buffer.from(`${head}\r\n\r\n${body}`);
}
