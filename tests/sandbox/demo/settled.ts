/** How long a sync may take before the demo gives up waiting for it; it needs about one second. */
const SYNC_MS = 20_000;
const LOOK_EVERY_MS = 50;

/** Looks until what was asked for is there. */
export async function settled(look: () => Promise<boolean>, otherwise: string): Promise<void> {
  const until = Date.now() + SYNC_MS;
  while (!(await look())) {
    if (Date.now() > until) throw new Error(otherwise);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
