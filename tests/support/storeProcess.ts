/** The embedded store in a process of its own, as a database is; says its port in one line. */
import { systemClock } from '../../server/clock.ts';
import { startEmbeddedServer } from '../../server/store/embedded/server.ts';

const { uri } = await startEmbeddedServer(systemClock);
console.log(`port ${new URL(uri.replace(/^mongodb:/, 'http:')).port}`);
