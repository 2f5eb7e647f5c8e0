import { conversations, type ConversationDocument } from '../../server/cards/conversations.ts';
import { startProduct, type Product } from '../support/product.ts';
import { deliverWorstCase } from './backlog.ts';
import { median } from './median.ts';
import { worstCasePortal } from './worstCase.ts';

export interface CardFigures {
  few: number;
  many: number;
  p95FewMs: number;
  p95ManyMs: number;
  growth: number;
}

const FEW = 1_000;
const ROUNDS = 3;
const REQUESTS = 600;
/** Open loop: a request every 5 ms, whatever became of the ones before. */
const EVERY_MS = 5;

/** p95 of the contact card over few and over many conversations in the store, in turn (performance.md §3, goal 6). */
export async function measureCards(many: number): Promise<CardFigures> {
  const small = await withConversations(FEW);
  const large = await withConversations(many);
  try {
    const figures = { few: [] as number[], many: [] as number[] };
    for (let round = -1; round < ROUNDS; round += 1) {
      const [one, two] = [await p95(small), await p95(large)];
      if (round < 0) continue;
      figures.few.push(one);
      figures.many.push(two);
    }
    const [p95FewMs, p95ManyMs] = [median(figures.few), median(figures.many)];
    const growth = median(figures.many.map((value, index) => value / (figures.few[index] ?? value)));
    return { few: FEW, many, p95FewMs, p95ManyMs, growth };
  } finally {
    await Promise.all([small.stop(), large.stop()]);
  }
}

/** One real conversation, copied over as many contacts as it takes, ten to each. */
async function withConversations(count: number): Promise<Product> {
  const product = await startProduct();
  product.sandbox.addPortal(worstCasePortal('1', 1));
  await product.connect('org_1', '1');
  await deliverWorstCase(product, 'org_1', 0);
  await product.idle();
  const documents = product.store.collection(conversations);
  const model = await documents.findOne({ objectType: 'contacts' });
  if (!model) throw new Error('the conversation left no read model');
  const copy = (index: number): ConversationDocument => {
    const sessionId = `ses_copy_${index}`;
    const objectId = String(900_000 + Math.floor(index / 10));
    return { ...model, _id: `1:contacts:${objectId}:${sessionId}`, sessionId, objectId };
  };
  for (let start = 0; start < count; start += 1_000) {
    await documents.insertMany(
      Array.from({ length: Math.min(1_000, count - start) }, (_, n) => copy(start + n)),
    );
  }
  return product;
}

async function p95(product: Product): Promise<number> {
  const took: number[] = [];
  const waiting: Promise<void>[] = [];
  const started = performance.now();
  for (let index = 0; index < REQUESTS; index += 1) {
    const due = started + index * EVERY_MS;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    waiting.push(
      product.card('1', `/cards/contact?objectId=${900_000 + (index % 100)}`).then(({ status }) => {
        if (status !== 200) throw new Error(`a card answered ${status}`);
        took.push(performance.now() - due);
      }),
    );
  }
  await Promise.all(waiting);
  took.sort((left, right) => left - right);
  return took[Math.floor(took.length * 0.95)] ?? Number.NaN;
}
