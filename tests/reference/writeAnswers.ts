import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { ANSWERS_FILE, answerSchemas } from './answerSchemas.ts';

/** `npm run docs:answers`: after a change of what an endpoint answers. */
const style = { ...(await resolveConfig(ANSWERS_FILE)), filepath: ANSWERS_FILE };
await writeFile(ANSWERS_FILE, await format(JSON.stringify(answerSchemas()), style));
