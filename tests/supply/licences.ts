/** What a lock file says of one package. */
interface LockedPackage {
  version?: string;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
  hasInstallScript?: boolean;
}
export interface Lock {
  packages: Record<string, LockedPackage>;
}

export interface Licensed {
  name: string;
  version: string;
  licence: string;
}

/** Every package the service runs on, by name and version; what only tests and builds need is left out. */
export function packagesInUse({ packages }: Lock): Licensed[] {
  return Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .map(([path, { version = '', license = 'unknown' }]) => ({
      name: path.replace(/^.*node_modules\//, ''),
      version,
      licence: license,
    }))
    .sort((left, right) => (`${left.name} ${left.version}` < `${right.name} ${right.version}` ? -1 : 1));
}

/** `server/docs/licences.md`. */
export function licencesPage(lock: Lock): string {
  const used = packagesInUse(lock);
  const width = (of: (one: Licensed) => string, heading: string) =>
    Math.max(heading.length, ...used.map((one) => of(one).length));
  const columns = [
    ['package', ({ name }: Licensed) => name],
    ['version', ({ version }: Licensed) => version],
    ['licence', ({ licence }: Licensed) => licence],
  ] as const;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const widths = columns.map(([heading, of]) => width(of, heading));
  const padded = (cells: readonly string[]) =>
    line(cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)));
  return [
    '# Licences',
    '',
    'What the service runs on, from the lock file (`npm run docs:licences`). `npm run sbom` prints the same as a CycloneDX document.',
    '',
    padded(columns.map(([heading]) => heading)),
    padded(widths.map((one) => '-'.repeat(one))),
    ...used.map((one) => padded(columns.map(([, of]) => of(one)))),
    '',
  ].join('\n');
}
