import type {
  AccordionProps,
  AutoGridProps,
  BoxProps,
  CardProps,
  DescriptionListItemProps,
  DescriptionListProps,
  DividerProps,
  FlexProps,
  InlineProps,
  ListProps,
  SpacerProps,
  TileProps,
} from '@hubspot/ui-extensions';
import { Children, useState, type CSSProperties } from 'react';

const DISTANCES: Record<string, string> = {
  flush: '0',
  xs: '4px',
  'extra-small': '4px',
  sm: '8px',
  small: '8px',
  md: '16px',
  medium: '16px',
  lg: '24px',
  large: '24px',
  xl: '32px',
  'extra-large': '32px',
};
const EDGES: Record<string, string> = {
  start: 'flex-start',
  end: 'flex-end',
  between: 'space-between',
  around: 'space-around',
};
const edge = (value: string | undefined) => (value === undefined ? undefined : (EDGES[value] ?? value));
const distance = (value: string | undefined) => DISTANCES[value ?? 'flush'];

export const Flex = ({ direction = 'row', gap, justify, align, alignSelf, wrap, children }: FlexProps) => {
  const style: CSSProperties = {
    flexDirection: direction,
    gap: distance(gap),
    justifyContent: edge(justify),
    alignItems: edge(align),
    alignSelf: edge(alignSelf),
    flexWrap: wrap === true || wrap === 'wrap' ? 'wrap' : 'nowrap',
  };
  return (
    <div className="pv-flex" style={style}>
      {children}
    </div>
  );
};

export const Inline = ({ gap, justify, align, children }: InlineProps) => (
  <div
    className="pv-inline"
    style={{ gap: distance(gap), justifyContent: edge(justify), alignItems: edge(align) }}
  >
    {children}
  </div>
);

export const Box = ({ flex, alignSelf, children }: BoxProps) => (
  <div className="pv-box" style={{ flex, alignSelf: edge(alignSelf) }}>
    {children}
  </div>
);

export const AutoGrid = ({ columnWidth, gap, flexible, children }: AutoGridProps) => (
  <div
    style={{
      display: 'grid',
      gap: distance(gap),
      gridTemplateColumns: `repeat(auto-fill, minmax(${columnWidth}px, ${flexible ? '1fr' : 'max-content'}))`,
    }}
  >
    {children}
  </div>
);

export const Divider = ({ size }: DividerProps) => (
  <hr className="pv-divider" style={{ marginBlock: distance(size ?? 'xs') }} />
);

export const Spacer = ({ size = 'sm' }: SpacerProps) => <div style={{ height: distance(size) }} />;

export const Tile = ({ compact, flush, children }: TileProps) => (
  <div className="pv-tile" style={{ padding: flush ? '0' : compact ? '8px' : '16px' }}>
    {children}
  </div>
);

export const Card = ({ children }: CardProps) => <div className="pv-tile">{children}</div>;

export const Accordion = ({
  title,
  children,
  open,
  defaultOpen = false,
  size = 'sm',
  disabled,
  onClick,
}: AccordionProps) => {
  const [own, setOwn] = useState(defaultOpen);
  const shown = open ?? own;
  return (
    <div className={`pv-accordion pv-accordion-${size}`}>
      <button
        type="button"
        aria-expanded={shown}
        disabled={disabled}
        onClick={() => {
          setOwn(!shown);
          onClick?.();
        }}
      >
        <span className="pv-caret" aria-hidden="true" />
        {title}
      </button>
      {shown ? <div className="pv-accordion-body">{children}</div> : null}
    </div>
  );
};

export const List = ({ variant = 'unordered', children }: ListProps) => {
  const ListTag = variant.startsWith('ordered') ? 'ol' : 'ul';
  return (
    <ListTag className={`pv-list pv-list-${variant}`}>
      {Children.map(children, (child) => (
        <li>{child}</li>
      ))}
    </ListTag>
  );
};

export const DescriptionList = ({ direction = 'column', children }: DescriptionListProps) => (
  <dl className={`pv-description pv-description-${direction}`}>{children}</dl>
);

export const DescriptionListItem = ({ label, children }: DescriptionListItemProps) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);
