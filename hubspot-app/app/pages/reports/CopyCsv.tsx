import { Inline, LoadingButton, useExtensionActions } from '@hubspot/ui-extensions';
import { callApi } from '@liveprompt/kit';
import { useState } from 'react';
import type { ReportName } from '#shared/reports.ts';
import { texts } from '../texts.ts';

const words = texts.reports;

/** The whole report for a spreadsheet: a page can hand out no file, so it goes through the clipboard. */
export const CopyCsv = ({ report, path }: { report: ReportName; path: `/${string}` }) => {
  const { copyTextToClipboard, addAlert } = useExtensionActions<'pages'>();
  const [busy, setBusy] = useState(false);
  const copy = async () => {
    setBusy(true);
    const answer = await callApi<{ csv: string }>(`${path}&report=${report}`, { expects: ['csv'] });
    setBusy(false);
    if (!answer.ok)
      return addAlert({ type: 'danger', title: texts.notDone, message: answer.problem.message });
    await copyTextToClipboard(answer.body.csv).then(
      () => addAlert({ type: 'success', message: words.copied }),
      () => addAlert({ type: 'danger', message: texts.audit.notCopied }),
    );
  };
  return (
    <Inline>
      <LoadingButton size="small" loading={busy} onClick={() => void copy()}>
        {texts.audit.copy}
      </LoadingButton>
    </Inline>
  );
};
