/** `npm run docs:licences`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../hubspot-project/paths.ts';
import { licencesPage, type Lock } from './licences.ts';

const lock = JSON.parse(readFileSync(join(projectRoot(), 'package-lock.json'), 'utf8')) as Lock;
writeFileSync(join(projectRoot(), 'server', 'docs', 'licences.md'), licencesPage(lock));
