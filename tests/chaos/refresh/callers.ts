/** One process of callers: asks for a token as often as its parent says, all at once, and tells what it got. */
import { tokensOf } from './tokensOf.ts';
import type { Asked, Asking } from './asked.types.ts';

const { tokens } = await tokensOf(process.env);

const askAll = async ({ portalId, callers, refused }: Asking): Promise<Asked> => {
  if (refused === undefined) tokens.forget(portalId);
  const ask = () => (refused === undefined ? tokens.current(portalId) : tokens.replace(portalId, refused));
  const answers = await Promise.allSettled(Array.from({ length: callers }, ask));
  const given = answers.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  const failed = answers.flatMap((one) => (one.status === 'rejected' ? String(one.reason) : []));
  return { portalId, tokens: [...new Set(given)], errors: [...new Set(failed)] };
};

process.on('message', (askings: readonly Asking[]) => {
  void Promise.all(askings.map(askAll)).then((asked) => process.send?.(asked));
});
process.send?.('ready');
