import { useEffect, useId, useState, type ReactNode } from 'react';

/** What every field of the SDK takes beside its value. */
interface FieldProps {
  label?: string;
  description?: string;
  tooltip?: string;
  error?: boolean;
  validationMessage?: string;
  required?: boolean;
}

/** Only these of a component's properties: a spread would count the others as looked at. */
export function fieldProps(props: FieldProps): FieldProps {
  const { label, description, tooltip, error, validationMessage, required } = props;
  return { label, description, tooltip, error, validationMessage, required };
}

interface FieldIds {
  id: string;
  'aria-describedby': string;
  'aria-invalid': boolean;
  'aria-required': boolean | undefined;
}

/** Label, help and complaint tied to their input, as a screen reader needs them. */
export const Field = ({
  label,
  description,
  tooltip,
  error = false,
  validationMessage,
  required,
  children,
}: FieldProps & { children(ids: FieldIds): ReactNode }) => {
  const id = useId();
  return (
    <div className="pv-field">
      <label htmlFor={id}>
        {label}
        {required ? <span aria-hidden="true"> *</span> : null}
        {tooltip ? (
          <span className="pv-help" role="img" aria-label={tooltip} title={tooltip}>
            i
          </span>
        ) : null}
      </label>
      {children({
        id,
        'aria-describedby': `${id}-help ${id}-complaint`,
        'aria-invalid': error,
        'aria-required': required,
      })}
      {description ? (
        <div id={`${id}-help`} className="pv-text pv-microcopy">
          {description}
        </div>
      ) : null}
      {validationMessage ? (
        <div id={`${id}-complaint`} className={error ? 'pv-complaint' : 'pv-text pv-microcopy'}>
          {validationMessage}
        </div>
      ) : null}
    </div>
  );
};

/**
 * What stands in a field while a person types. The extension hears of it when it is committed and answers
 * across the worker's border, too late to hold every keystroke; what it says then is shown.
 */
export function useTyped<T>(value: T | undefined, initial: T): [T, (typed: T) => void] {
  const [typed, setTyped] = useState(value ?? initial);
  const said = JSON.stringify(value);
  useEffect(() => {
    if (value !== undefined) setTyped(value);
  }, [said]);
  return [typed, setTyped];
}
