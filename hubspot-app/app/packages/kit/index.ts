/** What cards, settings and pages have in common. Bundled into each of them: only what is used weighs. */
export { API_ORIGIN, callApi, type ApiAnswer, type ApiCall } from './callApi.ts';
export {
  createViewer,
  fill,
  formatDateTime,
  formatDay,
  formatNumber,
  shorten,
  type Viewer,
} from './format.ts';
export { isRecord, problemOf, unreachable, type Issue, type Problem, type ProblemKind } from './problem.ts';
export { ProblemState } from './ProblemState.tsx';
export { QuietState } from './QuietState.tsx';
export { Blocks } from './Blocks.tsx';
export { kitTexts } from './texts.ts';
export { useLoaded, type Loaded, type UseLoaded } from './useLoaded.ts';
