/**
 * `npm run bench`: figures as JSON, exit code 1 when one misses its goal (performance.md §3).
 * `-- --ingest --kill` runs those parts alone; `-- --full` runs all of them at the sizes the goals name.
 */
import { parts } from './parts.ts';

const asked = process.argv.slice(2).map((word) => word.replace(/^--/, ''));
const full = asked.includes('full');
const names = asked.filter((name) => name !== 'full');
const unknown = names.filter((name) => !parts.some((part) => part.name === name));
if (unknown.length > 0) {
  console.error(
    `No part is called ${unknown.join(', ')}. There are: ${parts.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

const figures: Record<string, unknown> = {};
const misses: string[] = [];
for (const part of parts) {
  if (names.length > 0 ? !names.includes(part.name) : part.long && !full) continue;
  process.stderr.write(`${part.name}: ${part.about}\n`);
  const outcome = await part.run({ full });
  figures[part.name] = outcome.figures;
  misses.push(...outcome.misses);
}
console.log(JSON.stringify({ figures, misses }, null, 2));
process.exitCode = misses.length > 0 ? 1 : 0;
