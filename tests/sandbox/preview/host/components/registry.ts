import * as actions from './actions.tsx';
import * as charts from './charts.tsx';
import * as choices from './choices.tsx';
import * as forms from './forms.tsx';
import * as inputs from './inputs.tsx';
import * as layout from './layout.tsx';
import * as moments from './moments.tsx';
import * as overlays from './overlays.tsx';
import * as pages from './pages.tsx';
import * as selects from './selects.tsx';
import * as status from './status.tsx';
import * as tables from './tables.tsx';
import * as texts from './texts.tsx';

/** Every component of the SDK that the preview can show, by the SDK's own name. */
export const components = {
  ...actions,
  ...charts,
  ...choices,
  ...forms,
  ...inputs,
  ...layout,
  ...moments,
  ...overlays,
  ...pages,
  ...selects,
  ...status,
  ...tables,
  ...texts,
};
