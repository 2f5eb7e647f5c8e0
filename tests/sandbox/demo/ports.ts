import { createServer } from 'node:net';

export interface DemoPorts {
  page: number;
  server: number;
  sandbox: number;
}

export const DEFAULT_PORTS: Readonly<DemoPorts> = { page: 4100, server: 4101, sandbox: 4102 };

/** The first of these ports of 127.0.0.1 that another program holds, or undefined. */
export async function takenPort(ports: readonly number[]): Promise<number | undefined> {
  for (const port of ports) if (!(await isFree(port))) return port;
  return undefined;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen(port, '127.0.0.1', () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}
