/** `npm run hubspot:stage -- --events on|off`: makes the folder to upload. */
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from './paths.ts';
import { stageProject, VARIANTS, type EventsVariant } from './stageProject.ts';

const { events } = parseArgs({ options: { events: { type: 'string' } } }).values;
if (events === undefined || !(events in VARIANTS)) {
  process.stderr.write(
    'Say which variant you want: npm run hubspot:stage -- --events on|off\n' +
      '  off  without app events: the first upload, and every one until HubSpot has approved them\n' +
      '  on   with app events: once they are approved; then also set HUBSPOT_APP_EVENTS=on\n',
  );
  process.exit(2);
}
const variant = events as EventsVariant;
const folder = await stageProject(projectRoot(), variant);
process.stdout.write(
  `${relative(process.cwd(), folder)} is ready, ${VARIANTS[variant]}. Upload it with:\n` +
    `  cd ${relative(process.cwd(), folder)} && hs project upload\n`,
);
