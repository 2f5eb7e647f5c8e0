import { figures, type FiguresDocument } from '../../server/reports/figures.ts';
import { startProduct } from '../support/product.ts';
import { median } from './median.ts';
import { worstCasePortal } from './worstCase.ts';

const ROUNDS = 9;
const DAY_MS = 86_400_000;
const STAGES = ['appointmentscheduled', 'presentationscheduled', 'contractsent'];

export interface ReportFigures {
  conversations: number;
  /** Of the processor, which the store, the server and the caller share here; other work on the machine does not count. */
  medianCpuMs: number;
  answerBytes: number;
}

/** What all reports of twelve months by week cost, with so many conversations in them. */
export async function measureReports(conversations: number): Promise<ReportFigures> {
  const product = await startProduct({ asleep: true });
  try {
    product.sandbox.addPortal(worstCasePortal('1', 1));
    await product.connect('org_1', '1');
    const documents = product.store.collection(figures);
    const now = Date.now();
    for (let start = 0; start < conversations; start += 1_000) {
      const some = Math.min(1_000, conversations - start);
      await documents.insertMany(Array.from({ length: some }, (_, n) => figuresOf(start + n, now)));
    }
    const took: number[] = [];
    let answerBytes = 0;
    for (let round = -1; round < ROUNDS; round += 1) {
      const started = process.cpuUsage();
      const { status, body } = await product.api('GET', '/reports?period=12m&groupBy=week');
      if (status !== 200) throw new Error(`the reports answered ${status}`);
      const { user, system } = process.cpuUsage(started);
      answerBytes = JSON.stringify(body).length;
      if (round >= 0) took.push((user + system) / 1_000);
    }
    return { conversations, medianCpuMs: median(took), answerBytes };
  } finally {
    await product.stop();
  }
}

/** Two tasks, a company of two thousand, now and then a request: spread over 330 days. */
function figuresOf(index: number, now: number): FiguresDocument {
  const sessionId = `ses_${index}`;
  const startedAt = new Date(now - (index % 330) * DAY_MS);
  const stage = STAGES[index % STAGES.length] ?? '';
  const task = (done: boolean) => ({
    owner: `rep${index % 40}@seller.com`,
    dueAt: new Date(startedAt.getTime() + 3 * DAY_MS),
    doneAt: done ? new Date(startedAt.getTime() + 2 * DAY_MS) : null,
  });
  return {
    _id: `1:${sessionId}`,
    portalId: '1',
    orgId: 'org_1',
    sessionId,
    startedAt,
    minutes: 20 + (index % 40),
    dealId: String(index % 5_000),
    stage: { id: stage, pipelineId: 'default', label: stage },
    companies: [String(20_000 + (index % 2_000))],
    score: 40 + (index % 60),
    requests: index % 10 === 0 ? [`Feature ${index % 300}`] : [],
    tasks: { [`${2 * index}`]: task(index % 3 > 0), [`${2 * index + 1}`]: task(index % 2 > 0) },
    lookAt: null,
  };
}
