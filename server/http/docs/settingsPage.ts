import { SETTINGS_TEXTS, type SettingText } from '../../../shared/settingsTexts.ts';

const TEXTS: Readonly<Record<string, SettingText>> = SETTINGS_TEXTS;

const CHAPTERS: Readonly<Record<string, string>> = {
  sync: 'What is synced, and when',
  mapping: 'Fields',
  matching: 'People and companies',
  deals: 'Deals',
  data: 'What is kept',
};

/** Every option with the sentence that stands beside it on the settings page, as Markdown. Pure. */
export function settingsPage(): string {
  const chapters = Object.entries(CHAPTERS).map(([chapter, title]) => {
    const options = Object.entries(TEXTS).filter(([path]) => path.startsWith(`${chapter}.`));
    return [`## ${title}`, '', '| option | what it does |', '| --- | --- |', ...options.map(row)].join('\n');
  });
  return [
    '# Settings',
    '',
    'In HubSpot: **Settings › Integrations › Connected apps › liveprompt.ai**. Every change can be tried on past conversations before it is saved, and stands in the audit log with the value before and after. In the [API](/docs/api) the same options go by the names in code.',
    '',
    ...chapters,
  ].join('\n');
}

function row([path, { label, sentence, choices = {} }]: [string, SettingText]): string {
  const offered = Object.values(choices);
  const words = offered.length > 0 ? `${sentence} Choices: ${offered.join('; ')}.` : sentence;
  return `| **${label}**<br>\`${path}\` | ${words.replaceAll('|', '\\|')} |`;
}
