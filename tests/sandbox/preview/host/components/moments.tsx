import type { DateInputProps, TimeInputProps } from '@hubspot/ui-extensions';
import { Field, fieldProps, useTyped } from './fields.tsx';

type Day = NonNullable<DateInputProps['value']>;
type Time = NonNullable<TimeInputProps['value']>;

const two = (part: number) => String(part).padStart(2, '0');
/** The SDK counts months from 0, an HTML date from 1. */
const dayText = (day: Day | null | undefined) =>
  day ? `${day.year}-${two(day.month + 1)}-${two(day.date)}` : undefined;
const timeText = (time: Time | null | undefined) =>
  time ? `${two(time.hours)}:${two(time.minutes)}` : undefined;

export const DateInput = (props: DateInputProps) => {
  const { onChange } = props;
  const [typed, setTyped] = useTyped(dayText(props.value), dayText(props.defaultValue) ?? '');
  return (
    <Field {...fieldProps(props)}>
      {(ids) => (
        <input
          {...ids}
          type="date"
          name={props.name}
          min={dayText(props.min)}
          max={dayText(props.max)}
          readOnly={props.readOnly}
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            const [year = 0, month = 1, date = 1] = currentTarget.value.split('-').map(Number);
            if (currentTarget.value !== '') onChange?.({ year, month: month - 1, date });
          }}
        />
      )}
    </Field>
  );
};

export const TimeInput = (props: TimeInputProps) => {
  const { onChange } = props;
  const [typed, setTyped] = useTyped(timeText(props.value), timeText(props.defaultValue) ?? '');
  return (
    <Field {...fieldProps(props)}>
      {(ids) => (
        <input
          {...ids}
          type="time"
          name={props.name}
          min={timeText(props.min)}
          max={timeText(props.max)}
          step={(props.interval ?? 30) * 60}
          readOnly={props.readOnly}
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            const [hours = 0, minutes = 0] = currentTarget.value.split(':').map(Number);
            if (currentTarget.value !== '') onChange?.({ hours, minutes });
          }}
        />
      )}
    </Field>
  );
};
