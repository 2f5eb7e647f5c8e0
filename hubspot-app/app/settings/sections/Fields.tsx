import { Flex } from '@hubspot/ui-extensions';
import type { Settings } from '#shared/settings.ts';
import { useEditing } from '../edit/editing.ts';
import { ContactField } from '../parts/ContactField.tsx';
import { SettingField } from '../parts/SettingField.tsx';

const CONTACT = 'matching.defaultContactId';

/** Fields that mean something under one condition only. */
const ONLY_WHEN: Record<string, (settings: Settings) => boolean> = {
  'sync.dailyAt': ({ sync }) => sync.frequency === 'daily',
  [CONTACT]: ({ matching }) => matching.noMatch === 'default_contact',
};

export const Fields = ({ paths }: { paths: readonly string[] }) => {
  const { draft } = useEditing();
  return (
    <Flex direction="column" gap="medium">
      {paths
        .filter((path) => ONLY_WHEN[path]?.(draft) ?? true)
        .map((path) =>
          path === CONTACT ? <ContactField key={path} /> : <SettingField key={path} path={path} />,
        )}
    </Flex>
  );
};
