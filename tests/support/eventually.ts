const WITHIN_MS = 15_000;
const LOOK_MS = 20;

/** Looks until the expectations hold; when they never do, says why the last look failed. */
export async function eventually(look: () => unknown): Promise<void> {
  const until = Date.now() + WITHIN_MS;
  for (;;) {
    try {
      await look();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }
}
