import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../../shared/scopes.ts';
import { PLANS } from '../../../shared/session.ts';
import { projectRoot } from '../../hubspot-project/paths.ts';
import { appConfig, loadProject } from '../../hubspot-project/project.ts';

/** hubspot-platform.md §10.1, and our own limit for what a checkout has to carry. */
const PICTURE_BYTES = 150_000;

const folder = join(projectRoot(), 'server', 'docs', 'marketplace');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

interface Listing {
  name: string;
  tagline: string;
  overview: string;
  features: { title: string; text: string }[];
  categories: string[];
  hubspotTools: string[];
  pricing: { plan: string; sessionsPerMonth: number | null; text: string }[];
  urls: Record<string, string>;
  supportEmail: string;
  icon: string;
  screenshots: { file: string; alt: string }[];
}
const listing = JSON.parse(read('listing.json')) as Listing;

/** Width and height from the header of a PNG. */
function sizeOf(file: string): [number, number] {
  const bytes = readFileSync(join(folder, file));
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

describe('the marketplace listing', () => {
  it('is called as the app is, and borrows nothing from HubSpot', () => {
    expect(listing.name).toBe(appConfig(loadProject(projectRoot())).name);
    for (const text of [listing.name, listing.tagline, ...listing.features.map(({ title }) => title)])
      expect(text).not.toMatch(/hub|inbound/i);
    expect(JSON.stringify(listing)).not.toMatch(/Hubspot\b/);
  });

  it('says enough, within the limits of the form', () => {
    expect(listing.overview.length).toBeGreaterThanOrEqual(160);
    expect(listing.categories.length).toBeLessThanOrEqual(2);
    expect(listing.hubspotTools.length).toBeLessThanOrEqual(10);
    expect(listing.supportEmail).toMatch(/^[^@\s]+@[^@\s]+$/);
  });

  it('names addresses that are https, short enough and different', () => {
    const urls = Object.values(listing.urls);
    expect(urls.filter((url) => !url.startsWith('https://') || url.length > 250)).toEqual([]);
    expect(new Set(urls).size).toBe(urls.length);
    expect(new URL(listing.urls['install'] ?? '').pathname).toBe('/oauth/install');
  });

  it('has the three plans with their limits', () => {
    expect(listing.pricing.map(({ plan }) => plan.toLowerCase())).toEqual([...PLANS]);
    expect(listing.pricing.map(({ sessionsPerMonth }) => sessionsPerMonth)).toEqual([100, 1_000, null]);
  });

  it('has an icon of 800 × 800, the one of the app', () => {
    expect(sizeOf(listing.icon)).toEqual([800, 800]);
    const logo = readFileSync(join(projectRoot(), 'hubspot-app', 'app', 'logo.png'));
    expect(readFileSync(join(folder, listing.icon)).equals(logo)).toBe(true);
  });

  it('has at most eight pictures, small, and each described', () => {
    expect(listing.screenshots.length).toBeLessThanOrEqual(8);
    for (const { file, alt } of listing.screenshots) {
      expect(alt.length).toBeGreaterThan(30);
      expect(statSync(join(folder, file)).size).toBeLessThanOrEqual(PICTURE_BYTES);
      expect(sizeOf(file)[0]).toBeGreaterThan(800);
    }
    expect(new Set(listing.screenshots.map(({ alt }) => alt)).size).toBe(listing.screenshots.length);
  });
});

describe('what goes with it', () => {
  it('the setup guide has every chapter, with pictures that have alt texts', () => {
    const guide = read('setup-guide.md');
    for (const chapter of [
      'Install',
      'Connect',
      'Configure',
      'Use',
      'Disconnect',
      'Uninstall',
      'What happens to data',
    ])
      expect(guide).toMatch(new RegExp(`^## (\\d\\. )?${chapter}$`, 'm'));
    const pictures = [...guide.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)];
    expect(pictures.length).toBeGreaterThanOrEqual(8);
    for (const [, alt = '', file = ''] of pictures) {
      expect(alt.length).toBeGreaterThan(8);
      expect(statSync(join(folder, file)).size).toBeLessThanOrEqual(PICTURE_BYTES);
    }
  });

  it('the shared-data table names every object in the scopes, both ways where we read and write', () => {
    const rows = new Map(
      read('shared-data.md')
        .split('\n')
        .filter((line) => line.startsWith('| '))
        .map((line) => line.split('|').map((cell) => cell.trim()))
        .map(([, object = '', direction = '']) => [
          object.toLowerCase().replace(/ \(optional\)$/, ''),
          direction,
        ]),
    );
    const scopes = [...REQUIRED_SCOPES, ...OPTIONAL_SCOPES];
    for (const object of ['contacts', 'companies', 'deals', 'owners']) {
      const writes = scopes.includes(`crm.objects.${object}.write`);
      expect([object, rows.get(object)]).toEqual([object, writes ? 'both' : 'read']);
    }
    expect(rows.has('tickets')).toBe(scopes.includes('tickets'));
    expect(rows.has('custom objects')).toBe(scopes.some((scope) => scope.includes('.custom.')));
  });
});
