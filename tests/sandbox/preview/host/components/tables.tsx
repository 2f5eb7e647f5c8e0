import type {
  TableCellProps,
  TableHeaderProps,
  TableProps,
  TabProps,
  TabsProps,
} from '@hubspot/ui-extensions';
import { Children, createContext, useContext, useState, type ReactNode } from 'react';

interface PartProps {
  children?: ReactNode;
}

export const Table = (props: TableProps) => (
  <div className={`pv-table-place pv-density-${props.density ?? 'default'}`}>
    <table className={props.bordered === false ? 'pv-table' : 'pv-table pv-bordered'}>{props.children}</table>
    {props.paginated ? (
      <nav aria-label="Pages" className="pv-button-row">
        {Array.from({ length: props.pageCount }, (_, index) => (
          <button
            key={index}
            type="button"
            aria-current={(props.page ?? 1) === index + 1 ? 'page' : undefined}
            onClick={() => props.onPageChange(index + 1)}
          >
            {index + 1}
          </button>
        ))}
      </nav>
    ) : null}
  </div>
);
export const TableHead = ({ children }: PartProps) => <thead>{children}</thead>;
export const TableBody = ({ children }: PartProps) => <tbody>{children}</tbody>;
export const TableFooter = ({ children }: PartProps) => <tfoot>{children}</tfoot>;
export const TableRow = ({ children }: PartProps) => <tr>{children}</tr>;
export const TableHeader = ({ children, align, width }: TableHeaderProps) => (
  <th scope="col" style={{ textAlign: align, width: typeof width === 'number' ? width : undefined }}>
    {children}
  </th>
);
export const TableCell = ({ children, align, colSpan, width }: TableCellProps) => (
  <td colSpan={colSpan} style={{ textAlign: align, width: typeof width === 'number' ? width : undefined }}>
    {children}
  </td>
);

type TabId = string | number | undefined;
const SelectedTab = createContext<{ selected: TabId; select(id: TabId): void }>({
  selected: undefined,
  select: () => undefined,
});

/** Tab titles live in the tabs themselves, so each one draws its own title and, when chosen, its body. */
export const Tabs = ({
  selected,
  defaultSelected,
  variant = 'default',
  onSelectedChange,
  children,
}: TabsProps) => {
  const [own, setOwn] = useState<TabId>(defaultSelected);
  const select = (id: TabId) => {
    setOwn(id);
    (onSelectedChange as ((id: TabId) => void) | undefined)?.(id);
  };
  return (
    <SelectedTab.Provider value={{ selected: selected ?? own, select }}>
      <div className={`pv-tabs pv-tabs-${variant}`} role="tablist">
        {Children.toArray(children)}
      </div>
    </SelectedTab.Provider>
  );
};

export const Tab = ({ tabId, title, tooltip, disabled, children }: TabProps) => {
  const { selected, select } = useContext(SelectedTab);
  const chosen = selected === tabId;
  return (
    <>
      <button
        type="button"
        role="tab"
        aria-selected={chosen}
        title={tooltip}
        disabled={disabled}
        onClick={() => select(tabId)}
      >
        {title}
      </button>
      {chosen ? (
        <div className="pv-tab-body" role="tabpanel" aria-label={title}>
          {children}
        </div>
      ) : null}
    </>
  );
};
