import { useExtensionActions } from '@hubspot/ui-extensions';
import { callApi, type ApiCall } from '@liveprompt/kit';
import { useState } from 'react';
import { texts } from '../texts.ts';

export interface Action {
  /** What is under way, so that its button shows it and all others wait. */
  busy: string | null;
  /** Asks the server; says how it ended; `done` runs after a success. */
  run<T>(
    name: string,
    path: `/${string}`,
    call: ApiCall<T>,
    success: string | ((body: T) => string),
    done?: (body: T) => void,
  ): void;
}

/** Buttons that change something: one at a time, each with an answer in words. */
export function useAction(): Action {
  const { addAlert } = useExtensionActions<'pages'>();
  const [busy, setBusy] = useState<string | null>(null);
  return {
    busy,
    run: (name, path, call, success, done) => {
      if (busy !== null) return;
      setBusy(name);
      void callApi(path, call).then((answer) => {
        setBusy(null);
        if (answer.ok) {
          const message = typeof success === 'string' ? success : success(answer.body);
          addAlert({ type: 'success', message });
          done?.(answer.body);
        } else {
          addAlert({ type: 'danger', title: texts.notDone, message: answer.problem.message });
        }
      });
    },
  };
}
