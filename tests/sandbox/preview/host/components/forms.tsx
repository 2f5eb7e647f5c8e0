import type { FormProps, StepIndicatorProps } from '@hubspot/ui-extensions';

export const Form = ({ onSubmit, autoComplete = 'on', children }: FormProps) => (
  <form
    className="pv-form"
    // HubSpot's fields check themselves; a browser's own bubble would hide our words.
    noValidate
    autoComplete={autoComplete}
    onSubmit={(event) => {
      event.preventDefault();
      const targetValue = Object.fromEntries(new FormData(event.currentTarget));
      // The SDK's event classes exist in HubSpot's host only; an extension reads `targetValue` from them.
      (onSubmit as ((event: { type: string; targetValue: object }) => void) | undefined)?.({
        type: 'submit',
        targetValue,
      });
    }}
  >
    {children}
  </form>
);

export const StepIndicator = ({
  stepNames,
  currentStep = 0,
  direction = 'horizontal',
  variant = 'default',
  onClick,
}: StepIndicatorProps) => (
  <ol className={`pv-steps pv-steps-${direction} pv-steps-${variant}`}>
    {stepNames.map((name, index) => (
      <li key={name} aria-current={index === currentStep ? 'step' : undefined}>
        {onClick ? (
          <button type="button" onClick={() => onClick(index)}>
            {name}
          </button>
        ) : (
          name
        )}
      </li>
    ))}
  </ol>
);
