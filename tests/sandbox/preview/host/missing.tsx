import type { ComponentType, ReactNode } from 'react';

const fallbacks = new Map<string, ComponentType<{ children?: ReactNode }>>();

/** Shows an unknown component outlined red and puts its name on the list that a test reads. */
export function missingComponent(type: string): ComponentType<{ children?: ReactNode }> {
  const known = fallbacks.get(type);
  if (known) return known;
  window.__missingComponents?.push(type);
  const Missing = ({ children }: { children?: ReactNode }) => (
    <div className="pv-missing" role="alert">
      {type} is not known to the preview
      {children}
    </div>
  );
  fallbacks.set(type, Missing);
  return Missing;
}
