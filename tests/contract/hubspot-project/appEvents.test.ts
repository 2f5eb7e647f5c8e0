import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appEventFiles, EVENTS_DIR } from '../../hubspot-project/appEventFiles.ts';
import { eventFileProblems, eventTextProblems } from '../../hubspot-project/checks/appEvents.ts';
import { parserProblems } from '../../hubspot-project/checks/parser.ts';
import { dryUpload, uploadProblems } from '../../hubspot-project/checks/upload.ts';
import { projectRoot, SOURCE_DIR } from '../../hubspot-project/paths.ts';
import { loadProject } from '../../hubspot-project/project.ts';
import { stageProject, type EventsVariant } from '../../hubspot-project/stageProject.ts';
import { APP_EVENTS } from '../../../shared/appEvents.ts';

jest.setTimeout(60_000);

const project = loadProject(projectRoot());
const folders: string[] = [];
const scratch = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'events-'));
  folders.push(folder);
  return folder;
};
const stage = (events: EventsVariant) => stageProject(projectRoot(), events, join(scratch(), 'staged'));
const EVENT = 'conversation-completed-deal-hsmeta.json';

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe('the two variants of an upload', () => {
  it.each(['off', 'on'] as const)('events %s: the zip holds exactly what belongs to it', async (events) => {
    const upload = await dryUpload(await stage(events));
    expect(uploadProblems(project, events, upload)).toEqual([]);
    expect(upload.files.some((file) => file.includes(EVENTS_DIR))).toBe(events === 'on');
  });

  it('an upload of the checkout itself has no events either', async () => {
    const upload = await dryUpload(projectRoot());
    expect(upload.files.filter((file) => file.includes(EVENTS_DIR))).toEqual([]);
    expect(upload.files).toContain('app/app-hsmeta.json');
  });

  it('a file that is not for HubSpot is found, and one that is missing', async () => {
    const folder = await stage('off');
    writeFileSync(join(folder, SOURCE_DIR, 'app', 'notes.test.ts'), '');
    rmSync(join(folder, SOURCE_DIR, 'app', 'logo.png'));
    const problems = uploadProblems(project, 'off', await dryUpload(folder)).join('\n');
    expect(problems).toContain('notes.test.ts would be uploaded');
    expect(problems).toContain('notes.test.ts is not for HubSpot');
    expect(problems).toContain('logo.png would not be uploaded');
  });

  it('HubSpot’s parser and our schema object to an event with a mistake', async () => {
    const wrong = async (change: (config: Record<string, unknown>) => void): Promise<string> => {
      const folder = await stage('on');
      const file = join(folder, SOURCE_DIR, 'app', EVENTS_DIR, EVENT);
      const content = JSON.parse(readFileSync(file, 'utf8')) as { config: Record<string, unknown> };
      change(content.config);
      writeFileSync(file, JSON.stringify(content));
      return folder;
    };
    const found = await parserProblems([
      await wrong((config) => (config['name'] = 'x'.repeat(51))),
      await wrong((config) => (config['objectType'] = 'LEAD')),
      await wrong((config) => (config['properties'] = [{ name: 'a', label: 'A', type: 'date' }])),
      await wrong((config) => (config['properties'] = [{ name: 'a', label: 'A', type: 'enumeration' }])),
    ]);
    expect(found.map((problems) => problems.length > 0)).toEqual([true, true, true, true]);
  });
});

describe('the app events', () => {
  it('lie in hubspot-app/app-events as shared/appEvents.ts has them', () => {
    expect(eventFileProblems(project)).toEqual([]);
    expect(eventTextProblems()).toEqual([]);
  });

  it('a file that differs, one too many and one that is missing are found', () => {
    const source = scratch();
    cpSync(join(project.source, EVENTS_DIR), join(source, EVENTS_DIR), { recursive: true });
    writeFileSync(join(source, EVENTS_DIR, EVENT), '{}');
    writeFileSync(join(source, EVENTS_DIR, 'other-hsmeta.json'), '{}');
    rmSync(join(source, EVENTS_DIR, 'qualified-deal-hsmeta.json'));
    const problems = eventFileProblems({ ...project, source }).join('\n');
    expect(problems).toMatch(/qualified-deal.*missing/);
    expect(problems).toMatch(/other-hsmeta.*belongs to no event/);
    expect(problems).toMatch(/conversation-completed-deal.*differs/);
  });

  it.each([
    ['an undeclared word', { headerTemplate: '{{nope}}' }, /nope is not declared/],
    ['a name in title case', { name: 'Call Completed' }, /sentence case/],
    ['an open block', { headerTemplate: '{{#if kind}}x' }, /not closed/],
  ])('%s is found', (_name, change, words) => {
    const [first, ...others] = appEventFiles();
    if (!first) throw new Error('no events');
    const config = { ...first.content.config, ...change };
    expect(
      eventTextProblems([{ ...first, content: { ...first.content, config } }, ...others]).join(),
    ).toMatch(words);
  });

  it('cover each happening on contact and deal, and have uids and names that fit', () => {
    const happenings = new Set(APP_EVENTS.map(({ happening }) => happening));
    for (const happening of happenings) {
      const objects = APP_EVENTS.filter((type) => type.happening === happening).map(({ object }) => object);
      expect(objects).toEqual(expect.arrayContaining(['contacts', 'deals']));
    }
    expect(happenings.size).toBe(6);
    for (const { name } of APP_EVENTS) expect(name.length).toBeLessThanOrEqual(50);
  });
});
