import type { MultiSelectProps, SelectProps } from '@hubspot/ui-extensions';
import { Field, fieldProps, useTyped } from './fields.tsx';

type Value = string | number | boolean;

export const Select = (props: SelectProps) => {
  const { onChange } = props;
  const [chosen, setChosen] = useTyped<Value>(props.value, '');
  const { placeholder } = props;
  const known = props.options.some(({ value }) => value === chosen);
  return (
    <Field {...fieldProps(props)}>
      {(ids) => (
        <select
          {...ids}
          name={props.name}
          disabled={props.readOnly}
          className={props.variant === 'transparent' ? 'pv-transparent' : undefined}
          value={known ? String(chosen) : ''}
          onChange={({ currentTarget }) => {
            const option = props.options.find(({ value }) => String(value) === currentTarget.value);
            if (!option) return;
            setChosen(option.value);
            onChange?.(option.value);
          }}
        >
          {known ? null : <option value="">{placeholder}</option>}
          {props.options.map(({ value, label }) => (
            <option key={String(value)} value={String(value)}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
};

export const MultiSelect = (props: MultiSelectProps) => {
  const { onChange } = props;
  const [chosen, setChosen] = useTyped<Value[]>(props.value, []);
  return (
    <Field {...fieldProps(props)}>
      {(ids) => (
        <select
          {...ids}
          multiple
          name={props.name}
          disabled={props.readOnly}
          className={props.variant === 'transparent' ? 'pv-transparent' : undefined}
          size={Math.min(6, Math.max(2, props.options.length))}
          value={chosen.map(String)}
          onChange={({ currentTarget }) => {
            const names = [...currentTarget.selectedOptions].map(({ value }) => value);
            const values = props.options.filter(({ value }) => names.includes(String(value)));
            setChosen(values.map(({ value }) => value));
            onChange?.(values.map(({ value }) => value));
          }}
        >
          {props.options.length === 0 ? <option disabled>{props.placeholder}</option> : null}
          {props.options.map(({ value, label }) => (
            <option key={String(value)} value={String(value)}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
};
