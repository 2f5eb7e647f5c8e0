/**
 * Loaded into a process of the product before it starts (`node --expose-gc --import`): says on request what the
 * process holds once all garbage is gone. Nothing of the product knows of it.
 */
process.on('message', (asked) => {
  globalThis.gc();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send({ asked, rss, heapUsed, external, resources: process.getActiveResourcesInfo() });
});
// Listening must not keep a process alive that has been told to stop.
process.channel.unref();
