import type {
  CheckboxProps,
  FormProps,
  InputProps,
  NumberInputProps,
  SelectProps,
  TextAreaProps,
  ToggleGroupProps,
  ToggleProps,
} from '@hubspot/ui-extensions';
import { useId, useState, type ReactNode } from 'react';

interface FieldProps {
  label?: string;
  description?: string;
  error?: boolean;
  validationMessage?: string;
  required?: boolean;
  children(ids: { id: string; 'aria-describedby': string; 'aria-invalid': boolean }): ReactNode;
}

/** Label, help and complaint tied to their input, as a screen reader needs them. */
const Field = ({ label, description, error = false, validationMessage, required, children }: FieldProps) => {
  const id = useId();
  return (
    <div className="pv-field">
      <label htmlFor={id}>
        {label}
        {required ? <span aria-hidden="true"> *</span> : null}
      </label>
      {description ? <div className="pv-text pv-microcopy">{description}</div> : null}
      {children({ id, 'aria-describedby': `${id}-complaint`, 'aria-invalid': error })}
      <div id={`${id}-complaint`} className={error ? 'pv-complaint' : 'pv-text pv-microcopy'}>
        {validationMessage}
      </div>
    </div>
  );
};

export const Input = (props: InputProps) => (
  <Field {...props}>
    {(ids) => (
      <input
        {...ids}
        type={props.type ?? 'text'}
        name={props.name}
        placeholder={props.placeholder}
        readOnly={props.readOnly}
        required={props.required}
        defaultValue={props.value ?? props.defaultValue}
        onInput={(event) => props.onInput?.(event.currentTarget.value)}
        onChange={(event) => props.onChange?.(event.currentTarget.value)}
      />
    )}
  </Field>
);

export const TextArea = (props: TextAreaProps) => (
  <Field {...props}>
    {(ids) => (
      <textarea
        {...ids}
        name={props.name}
        rows={props.rows}
        maxLength={props.maxLength}
        defaultValue={props.value ?? props.defaultValue}
        onChange={(event) => props.onChange?.(event.currentTarget.value)}
      />
    )}
  </Field>
);

export const NumberInput = (props: NumberInputProps) => (
  <Field {...props}>
    {(ids) => (
      <input
        {...ids}
        type="number"
        name={props.name}
        min={props.min}
        max={props.max}
        defaultValue={props.value ?? props.defaultValue}
        onChange={(event) => props.onChange?.(event.currentTarget.valueAsNumber)}
      />
    )}
  </Field>
);

export const Select = (props: SelectProps) => (
  <Field {...props}>
    {(ids) => (
      <select
        {...ids}
        name={props.name}
        defaultValue={String(props.value ?? '')}
        onChange={(event) => {
          const chosen = props.options.find((option) => String(option.value) === event.currentTarget.value);
          if (chosen) props.onChange?.(chosen.value);
        }}
      >
        <option value="">{props.placeholder}</option>
        {props.options.map((option) => (
          <option key={String(option.value)} value={String(option.value)}>
            {option.label}
          </option>
        ))}
      </select>
    )}
  </Field>
);

export const Checkbox = ({
  checked,
  initialIsChecked,
  value = '',
  name,
  readOnly,
  onChange,
  children,
}: CheckboxProps) => {
  const [own, setOwn] = useState(checked ?? initialIsChecked ?? false);
  return (
    <label className="pv-choice">
      <input
        type="checkbox"
        name={name}
        disabled={readOnly}
        checked={checked ?? own}
        onChange={(event) => {
          setOwn(event.currentTarget.checked);
          onChange?.(event.currentTarget.checked, value);
        }}
      />
      {children}
    </label>
  );
};

export const Toggle = ({ label, checked, initialIsChecked, readOnly, name, onChange }: ToggleProps) => {
  const [own, setOwn] = useState(checked ?? initialIsChecked ?? false);
  return (
    <label className="pv-choice">
      <input
        type="checkbox"
        role="switch"
        name={name}
        disabled={readOnly}
        checked={checked ?? own}
        onChange={(event) => {
          setOwn(event.currentTarget.checked);
          onChange?.(event.currentTarget.checked);
        }}
      />
      {label}
    </label>
  );
};

export const ToggleGroup = ({ label, name, toggleType, options }: ToggleGroupProps) => (
  <fieldset className="pv-field">
    <legend>{label}</legend>
    {(options ?? []).map((option) => (
      <label key={option.value} className="pv-choice">
        <input type={toggleType === 'checkboxList' ? 'checkbox' : 'radio'} name={name} value={option.value} />
        {option.label}
      </label>
    ))}
  </fieldset>
);

export const Form = ({ onSubmit, children }: FormProps) => (
  <form
    className="pv-form"
    onSubmit={(event) => {
      event.preventDefault();
      const targetValue = Object.fromEntries(new FormData(event.currentTarget));
      // The SDK's event classes exist in HubSpot's host only; a card reads `targetValue` from them.
      (onSubmit as ((event: { type: string; targetValue: object }) => void) | undefined)?.({
        type: 'submit',
        targetValue,
      });
    }}
  >
    {children}
  </form>
);
