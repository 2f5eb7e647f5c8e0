/** Prints why no browser starts here; prints nothing when one does. */
import { launchBrowser } from './browser.ts';

const launched = await launchBrowser();
if (launched.browser) await launched.close();
else process.stdout.write(launched.reason);
