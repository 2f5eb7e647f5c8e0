import { systemClock } from './clock.ts';
import { BadEnvironment, readEnvironment, systemMongod } from './config/environment.ts';
import { COMMANDS } from './operateCommands.ts';
import { connectStore } from './store/connect.ts';
import { startEngine } from './store/engine.ts';

async function main([name = '']: readonly string[]): Promise<number> {
  const command = COMMANDS[name];
  if (!command) {
    const lines = Object.entries(COMMANDS).map(([one, { does }]) => `  ${one.padEnd(12)} ${does}`);
    console.error(`Say what to do: npm run operate -- <command>\n${lines.join('\n')}`);
    return 2;
  }
  const config = readEnvironment();
  const engine = await startEngine({
    uri: config.mongodbUri,
    systemBinary: systemMongod(),
    clock: systemClock,
  });
  const store = await connectStore({ uri: engine.uri });
  try {
    const { ok, done } = await command.run({ store, config });
    console.log(done);
    return ok ? 0 : 1;
  } finally {
    await store.close();
    await engine.stop();
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof BadEnvironment ? error.message : error);
    process.exit(1);
  },
);
