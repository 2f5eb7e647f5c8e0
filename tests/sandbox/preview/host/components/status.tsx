import type {
  AlertProps,
  EmptyStateProps,
  ErrorStateProps,
  IconProps,
  IllustrationProps,
  ImageProps,
  LoadingSpinnerProps,
  ProgressBarProps,
  ScoreProps,
  StatisticsItemProps,
  StatisticsProps,
  StatisticsTrendProps,
  StatusTagProps,
  TagProps,
} from '@hubspot/ui-extensions';
import { iconPath } from './icons.ts';
import { useOverlay } from '../overlay.tsx';

export const Alert = ({ title, variant = 'info', children }: AlertProps) => (
  <div
    className={`pv-alert pv-alert-${variant}`}
    role={variant === 'error' || variant === 'danger' ? 'alert' : 'status'}
  >
    <strong>{title}</strong>
    {children ? <div>{children}</div> : null}
  </div>
);

/** HubSpot's illustrations are not ours to copy; these stand for the ones that the cards name. */
const EMPTY_DRAWINGS: Record<string, string> = { meetings: 'comment', integrations: 'link', lock: 'locked' };

export const EmptyState = ({
  title,
  layout = 'horizontal',
  imageWidth = 250,
  imageName,
  flush,
  children,
}: EmptyStateProps) => (
  <div className={`pv-empty pv-empty-${layout}`} style={{ padding: flush ? 0 : undefined }}>
    <Drawing width={Math.min(imageWidth, 120)} icon={EMPTY_DRAWINGS[imageName ?? ''] ?? 'info'} />
    <div>
      {title ? <h3 className="pv-heading">{title}</h3> : null}
      {children}
    </div>
  </div>
);

export const ErrorState = ({ title, type = 'error', children }: ErrorStateProps) => (
  <div className="pv-empty pv-empty-vertical" role="alert">
    <Drawing width={96} icon={type === 'lock' ? 'locked' : 'warning'} />
    <div>
      {title ? <h3 className="pv-heading">{title}</h3> : null}
      {children}
    </div>
  </div>
);

const Drawing = ({ width, icon }: { width: number; icon: string }) => (
  <svg className="pv-drawing" width={width} height={width * 0.7} viewBox="0 0 100 70" aria-hidden="true">
    <rect x="6" y="8" width="88" height="54" rx="10" />
    <g transform="translate(34 19) scale(2)">
      <path d={iconPath(icon)} />
    </g>
  </svg>
);

export const Illustration = ({ alt, width = 100 }: IllustrationProps) => (
  <span role="img" aria-label={alt}>
    <Drawing width={width} icon="info" />
  </span>
);

export const Image = ({ src, alt, width, height }: ImageProps) => (
  <img src={src} alt={alt ?? ''} width={width} height={height} className="pv-image" />
);

export const Icon = ({ name, size = 'sm', color = 'inherit', screenReaderText }: IconProps) => (
  <span className={`pv-icon pv-icon-${size} pv-icon-${color}`}>
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d={iconPath(name)} />
    </svg>
    {screenReaderText ? <span className="pv-hidden">{screenReaderText}</span> : null}
  </span>
);

export const LoadingSpinner = ({ label, showLabel, layout = 'inline' }: LoadingSpinnerProps) => (
  <div className={`pv-loading pv-loading-${layout}`} role="status">
    <span className="pv-spinner" aria-hidden="true" />
    <span className={showLabel ? undefined : 'pv-hidden'}>{label}</span>
  </div>
);

export const ProgressBar = ({
  title,
  value = 0,
  maxValue = 100,
  valueDescription,
  variant = 'success',
  ...rest
}: ProgressBarProps) => (
  <div className="pv-progress">
    <div className="pv-progress-words">
      <span>{title}</span>
      <span>{valueDescription}</span>
    </div>
    <div
      role="progressbar"
      aria-label={rest['aria-label'] ?? title}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={maxValue}
      aria-valuetext={valueDescription}
      className="pv-progress-track"
    >
      <div
        className={`pv-progress-${variant}`}
        style={{ width: `${maxValue > 0 ? (100 * value) / maxValue : 0}%` }}
      />
    </div>
  </div>
);

const RING = 2 * Math.PI * 20;

export const ScoreCircle = ({ score }: ScoreProps) => (
  <div className="pv-score" role="img" aria-label={`Score ${score} of 100`}>
    <svg viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="20" className="pv-score-track" />
      <circle
        cx="24"
        cy="24"
        r="20"
        className={score >= 70 ? 'pv-score-high' : score >= 40 ? 'pv-score-middle' : 'pv-score-low'}
        strokeDasharray={`${(RING * score) / 100} ${RING}`}
        transform="rotate(-90 24 24)"
      />
    </svg>
    <span aria-hidden="true">{score}</span>
  </div>
);

export const Statistics = ({ children }: StatisticsProps) => <div className="pv-statistics">{children}</div>;

export const StatisticsItem = ({ label, number, children }: StatisticsItemProps) => (
  <div>
    <div className="pv-text pv-microcopy">{label}</div>
    <strong>{number}</strong>
    {children}
  </div>
);

export const StatisticsTrend = ({ value, direction = 'increase', color }: StatisticsTrendProps) => (
  <div className={`pv-trend pv-trend-${color ?? (direction === 'increase' ? 'green' : 'red')}`}>
    <span aria-hidden="true">{direction === 'increase' ? '▲' : '▼'}</span> {value}
  </div>
);

export const StatusTag = ({ variant = 'default', hollow, children }: StatusTagProps) => (
  <span className={`pv-tag pv-tag-${variant}${hollow ? ' pv-tag-hollow' : ''}`}>
    <span className="pv-dot" aria-hidden="true" />
    {children}
  </span>
);

export const Tag = ({ variant = 'default', overlay, onClick, children }: TagProps) => {
  const [trigger, shown] = useOverlay(overlay, onClick);
  return (
    <>
      <span className={`pv-tag pv-tag-${variant}`} {...trigger}>
        {children}
      </span>
      {shown}
    </>
  );
};
