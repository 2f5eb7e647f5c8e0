import * as actions from './actions.tsx';
import * as inputs from './inputs.tsx';
import * as layout from './layout.tsx';
import * as overlays from './overlays.tsx';
import * as status from './status.tsx';
import * as tables from './tables.tsx';
import * as texts from './texts.tsx';

/** Every component of the SDK that the preview can show, by the SDK's own name. */
export const components = {
  ...actions,
  ...inputs,
  ...layout,
  ...overlays,
  ...status,
  ...tables,
  ...texts,
};
