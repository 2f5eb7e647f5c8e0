import type { CheckboxProps, RadioButtonProps, ToggleGroupProps, ToggleProps } from '@hubspot/ui-extensions';
import { useId } from 'react';
import { useTyped } from './fields.tsx';

interface ChoiceProps extends CheckboxProps {
  type: 'checkbox' | 'radio';
}

const Choice = ({
  type,
  checked,
  initialIsChecked,
  value = '',
  name,
  readOnly,
  description,
  inline,
  onChange,
  children,
  ...rest
}: ChoiceProps) => {
  const id = useId();
  const [own, setOwn] = useTyped(checked, initialIsChecked ?? false);
  return (
    <div className={inline ? 'pv-choice-inline' : undefined}>
      <label className="pv-choice">
        <input
          type={type}
          name={name}
          value={value}
          disabled={readOnly}
          checked={own}
          aria-label={rest['aria-label']}
          aria-describedby={`${id}-help`}
          onChange={({ currentTarget }) => {
            setOwn(currentTarget.checked);
            onChange?.(currentTarget.checked, value);
          }}
        />
        {children}
      </label>
      {description ? (
        <div id={`${id}-help`} className="pv-text pv-microcopy pv-choice-help">
          {description}
        </div>
      ) : null}
    </div>
  );
};

export const Checkbox = (props: CheckboxProps) => <Choice {...props} type="checkbox" />;
export const RadioButton = (props: RadioButtonProps) => <Choice {...props} type="radio" />;

/** HubSpot shows ON and OFF on a toggle of medium size only. */
export const Toggle = ({
  label,
  labelDisplay = 'inline',
  size = 'md',
  checked,
  initialIsChecked,
  readOnly,
  name,
  textChecked = 'ON',
  textUnchecked = 'OFF',
  onChange,
}: ToggleProps) => {
  const [own, setOwn] = useTyped(checked, initialIsChecked ?? false);
  const words = ['md', 'medium', 'default'].includes(size);
  return (
    <label className={`pv-choice pv-toggle pv-toggle-${labelDisplay}`}>
      <input
        type="checkbox"
        role="switch"
        name={name}
        disabled={readOnly}
        checked={own}
        onChange={({ currentTarget }) => {
          setOwn(currentTarget.checked);
          onChange?.(currentTarget.checked);
        }}
      />
      <span className="pv-track" aria-hidden="true">
        {words ? (own ? textChecked : textUnchecked) : null}
      </span>
      <span className={labelDisplay === 'hidden' ? 'pv-hidden' : undefined}>{label}</span>
    </label>
  );
};

export const ToggleGroup = ({
  label,
  name,
  toggleType = 'checkboxList',
  options,
  value,
  inline,
  required,
  tooltip,
  error,
  validationMessage,
  onChange,
}: ToggleGroupProps) => {
  const many = toggleType === 'checkboxList';
  const initial = options.filter((option) => option.initialIsChecked).map((option) => option.value);
  const [chosen, setChosen] = useTyped<string[]>(typeof value === 'string' ? [value] : value, initial);
  const choose = (next: string[]) => {
    setChosen(next);
    if (many) (onChange as ((value: string[]) => void) | undefined)?.(next);
    else (onChange as ((value: string) => void) | undefined)?.(next[0] ?? '');
  };
  return (
    <fieldset className="pv-field" aria-required={required} aria-invalid={error}>
      <legend title={tooltip}>
        {label}
        {required ? <span aria-hidden="true"> *</span> : null}
      </legend>
      <div className={inline ? 'pv-inline pv-choices' : 'pv-choices'}>
        {options.map((option) => (
          <Choice
            key={option.value}
            type={many ? 'checkbox' : 'radio'}
            name={name}
            value={option.value}
            readOnly={option.readOnly}
            description={option.description}
            checked={chosen.includes(option.value)}
            onChange={(checked) => {
              const others = many ? chosen.filter((one) => one !== option.value) : [];
              choose(checked ? [...others, option.value] : others);
            }}
          >
            {option.label}
          </Choice>
        ))}
      </div>
      {validationMessage ? (
        <div className={error ? 'pv-complaint' : 'pv-text pv-microcopy'}>{validationMessage}</div>
      ) : null}
    </fieldset>
  );
};
