import { callApi, type Issue, type Problem } from '@liveprompt/kit';
import { useRef, useState } from 'react';
import type { AuditPage } from '#shared/audit.ts';
import type { Settings } from '#shared/settings.ts';
import type { Simulation } from '#shared/simulation.ts';
import { changedPaths, issuesAt, rebased, withValue } from './paths.ts';

/** Somebody else saved between our reading and our saving. */
export interface Conflict {
  theirs: Settings;
  who: string | null;
  at: string | null;
  /** Paths that they changed. */
  changed: string[];
}

export interface DraftState {
  saved: Settings;
  draft: Settings;
  busy: 'no' | 'saving' | 'simulating' | 'applying';
  issues: Issue[];
  problem: Problem | null;
  conflict: Conflict | null;
  simulation: Simulation | null;
  /** What just worked. */
  done: { what: 'saved' } | { what: 'applied'; queued: number } | null;
}

export interface Draft extends DraftState {
  changed: string[];
  set: (path: string, value: unknown) => void;
  discard: () => void;
  save: () => Promise<void>;
  simulate: () => Promise<void>;
  apply: (days: number) => Promise<void>;
  takeTheirs: () => void;
  keepMine: () => void;
}

const SETTINGS = { expects: ['version', 'sync', 'mapping', 'matching', 'deals'] } as const;
/** Past conversations whose result a person looks at before saving. */
const SIMULATED_SESSIONS = 25;
/** A simulation reads records of every one of them; HubSpot would give up after 15 s. */
const SIMULATION_MS = 60_000;

/** The settings as a person edits them, and everything that can be done with them. */
export function useDraft(loaded: Settings): Draft {
  const [state, setState] = useState<DraftState>(() => untouched(loaded));
  // A field commits and the form is submitted in one breath: what is sent must not wait for a new picture.
  const latest = useRef(state);
  const update = (change: Partial<DraftState>) => {
    latest.current = { ...latest.current, ...change };
    setState(latest.current);
  };
  const failed = (problem: Problem) =>
    update({ busy: 'no', problem, issues: problem.kind === 'invalid' ? problem.issues : [] });

  const save = async () => {
    const { draft, saved } = latest.current;
    update({ busy: 'saving', problem: null, done: null });
    const answer = await callApi<Settings>('/settings', { ...SETTINGS, method: 'PUT', body: draft });
    if (answer.ok) return update({ ...untouched(answer.body), done: { what: 'saved' } });
    if (answer.problem.kind !== 'stale') return failed(answer.problem);
    const [theirs, audit] = await Promise.all([
      callApi<Settings>('/settings', SETTINGS),
      callApi<AuditPage>('/audit?what=settings_changed&limit=1', { expects: ['items'] }),
    ]);
    if (!theirs.ok) return failed(theirs.problem);
    // HubSpot repeats a call whose answer was lost: the version that is in the way may be our own.
    if (changedPaths(theirs.body, draft).length === 0) {
      return update({ ...untouched(theirs.body), done: { what: 'saved' } });
    }
    const entry = audit.ok ? audit.body.items[0] : undefined;
    const changed = changedPaths(saved, theirs.body);
    update({
      busy: 'no',
      conflict: { theirs: theirs.body, who: entry?.who ?? null, at: entry?.at ?? null, changed },
    });
  };

  const simulate = async () => {
    update({ busy: 'simulating', problem: null, simulation: null, done: null });
    const answer = await callApi<Simulation>('/settings/simulate', {
      method: 'POST',
      body: { settings: latest.current.draft, sessions: SIMULATED_SESSIONS },
      timeout: SIMULATION_MS,
      expects: ['sessions', 'writes', 'differences'],
    });
    if (answer.ok) update({ busy: 'no', simulation: answer.body, issues: [] });
    else failed(answer.problem);
  };

  const apply = async (days: number) => {
    update({ busy: 'applying', problem: null });
    const answer = await callApi<{ queued: number }>('/settings/apply', {
      method: 'POST',
      body: { days },
      expects: ['queued'],
    });
    if (answer.ok) update({ busy: 'no', done: { what: 'applied', queued: answer.body.queued } });
    else failed(answer.problem);
  };

  return {
    ...state,
    changed: changedPaths(state.saved, state.draft),
    set: (path, value) => {
      const { draft, issues } = latest.current;
      const solved = issuesAt(issues, path);
      update({
        draft: withValue(draft, path, value),
        issues: issues.filter((issue) => !solved.includes(issue)),
        simulation: null,
        done: null,
      });
    },
    discard: () => update(untouched(latest.current.saved)),
    save,
    simulate,
    apply,
    takeTheirs: () => update(untouched(latest.current.conflict?.theirs ?? latest.current.saved)),
    keepMine: () => {
      const { draft, saved, conflict } = latest.current;
      if (!conflict) return;
      update({ ...untouched(conflict.theirs), draft: rebased(draft, saved, conflict.theirs) });
    },
  };
}

function untouched(settings: Settings): DraftState {
  return {
    saved: settings,
    draft: settings,
    busy: 'no',
    issues: [],
    problem: null,
    conflict: null,
    simulation: null,
    done: null,
  };
}
