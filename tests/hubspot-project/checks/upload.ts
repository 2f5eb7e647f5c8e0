import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { appEventFiles, EVENTS_DIR } from '../appEventFiles.ts';
import { projectRoot } from '../paths.ts';
import type { Project } from '../project.ts';
import type { EventsVariant } from '../stageProject.ts';

interface Upload {
  files: string[];
  components: { uid: string; type: string }[];
}

/** Dry run of `hs project upload` in a staged folder, by HubSpot's own rules. */
export async function dryUpload(folder: string): Promise<Upload> {
  const script = join(projectRoot(), 'tests', 'hubspot-project', 'upload.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script], { cwd: folder });
  return JSON.parse(stdout) as Upload;
}

/** The zip holds the project, the events of its variant, and nothing that is not for HubSpot. */
export function uploadProblems(project: Project, events: EventsVariant, upload: Upload): string[] {
  const eventFiles = appEventFiles().map(({ name }) => `app/${EVENTS_DIR}/${name}`);
  const wanted = [...project.files, ...(events === 'on' ? eventFiles : [])];
  const uids = [
    ...project.components.map(({ uid }) => uid),
    ...(events === 'on' ? appEventFiles().map(({ content }) => content.uid) : []),
  ];
  const sent = upload.components.map(({ uid }) => uid);
  return [
    ...wanted.filter((file) => !upload.files.includes(file)).map((file) => `${file} would not be uploaded`),
    ...upload.files.filter((file) => !wanted.includes(file)).map((file) => `${file} would be uploaded`),
    ...uids.filter((uid) => !sent.includes(uid)).map((uid) => `component ${uid} would not be uploaded`),
    ...sent.filter((uid) => !uids.includes(uid)).map((uid) => `component ${uid} would be uploaded`),
    ...upload.files
      .filter((file) => !isForHubSpot(file, project))
      .map((file) => `${file} is not for HubSpot`),
  ].map((problem) => `${events}: ${problem}`);
}

const NEEDED = /(-hsmeta|\/package|\/package-lock|\/tsconfig|\/local)\.json$|\.tsx?$|\/eslint\.config\.js$/;
const NOT_NEEDED = /\.(test|spec)\.|\.d\.ts$|(^|\/)(tests?|__tests__|docs)\//;

/** Code and its packages, and pictures that a component names. */
function isForHubSpot(file: string, { components }: Project): boolean {
  if (NOT_NEEDED.test(file)) return false;
  if (NEEDED.test(file)) return true;
  return components.some(({ config }) => {
    const preview = config['previewImage'] as { file?: string } | undefined;
    const named = [config['logo'], preview?.file?.replace('./', '/')].filter(
      (one) => typeof one === 'string',
    );
    return named.some((one) => file.endsWith(one));
  });
}
