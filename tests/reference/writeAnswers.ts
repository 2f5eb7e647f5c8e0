import { writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { ANSWERS_FILE, answerSchemas } from './answerSchemas.ts';

/** `npm run docs:answers`: after a change of what an endpoint answers. */
await writeFile(ANSWERS_FILE, await format(JSON.stringify(answerSchemas()), { parser: 'json' }));
