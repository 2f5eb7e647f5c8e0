import type { InputProps, NumberInputProps, SearchInputProps, TextAreaProps } from '@hubspot/ui-extensions';
import { useRef, type KeyboardEvent } from 'react';
import { Field, fieldProps, useTyped } from './fields.tsx';

interface Committing<T> {
  value?: T;
  defaultValue?: T;
  onChange?: (value: T) => void;
  onInput?: (value: T) => void;
  onBlur?: (value: T) => void;
  onFocus?: (value: T) => void;
}

/**
 * `onInput` with every keystroke, `onChange` when the value is committed: on leaving the field and on
 * Enter, which submits a form (hubspot-ui-components.txt and the SDK's own types).
 */
function useCommitted<T>(props: Committing<T>, initial: T) {
  const { value, defaultValue, onChange, onInput, onBlur, onFocus } = props;
  const [typed, setTyped] = useTyped(value, defaultValue ?? initial);
  const committed = useRef(typed);
  const commit = () => {
    if (committed.current === typed) return;
    committed.current = typed;
    onChange?.(typed);
  };
  return {
    typed,
    type: (next: T) => {
      setTyped(next);
      onInput?.(next);
    },
    handlers: {
      onFocus: () => {
        committed.current = typed;
        onFocus?.(typed);
      },
      onBlur: () => {
        commit();
        onBlur?.(typed);
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Enter') commit();
      },
    },
  };
}

export const Input = (props: InputProps) => {
  const { typed, type, handlers } = useCommitted<string>(props, '');
  return (
    <Field {...fieldProps(props)}>
      {(ids) => (
        <input
          {...ids}
          {...handlers}
          type={props.type ?? 'text'}
          name={props.name}
          placeholder={props.placeholder}
          readOnly={props.readOnly}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
        />
      )}
    </Field>
  );
};

export const SearchInput = ({ clearable = true, ...props }: SearchInputProps) => {
  const { typed, type, handlers } = useCommitted<string>(props, '');
  return (
    <Field {...fieldProps(props)}>
      {(ids) => (
        <input
          {...ids}
          {...handlers}
          type={clearable ? 'search' : 'text'}
          name={props.name}
          placeholder={props.placeholder}
          readOnly={props.readOnly}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
        />
      )}
    </Field>
  );
};

export const TextArea = (props: TextAreaProps) => {
  const { typed, type, handlers } = useCommitted<string>(props, '');
  return (
    <Field {...fieldProps(props)}>
      {(ids) => (
        <textarea
          {...ids}
          onFocus={handlers.onFocus}
          onBlur={handlers.onBlur}
          name={props.name}
          cols={props.cols}
          rows={props.rows}
          maxLength={props.maxLength}
          placeholder={props.placeholder}
          readOnly={props.readOnly}
          style={{ resize: props.resize ?? 'both' }}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
        />
      )}
    </Field>
  );
};

export const NumberInput = (props: NumberInputProps) => {
  const { typed, type, handlers } = useCommitted<number>(props, NaN);
  return (
    <Field {...fieldProps(props)}>
      {(ids) => (
        <input
          {...ids}
          {...handlers}
          type="number"
          name={props.name}
          min={props.min}
          max={props.max}
          step={props.precision ? 10 ** -props.precision : 1}
          placeholder={props.placeholder}
          readOnly={props.readOnly}
          value={Number.isNaN(typed) ? '' : typed}
          onChange={(event) => type(event.currentTarget.valueAsNumber)}
        />
      )}
    </Field>
  );
};
