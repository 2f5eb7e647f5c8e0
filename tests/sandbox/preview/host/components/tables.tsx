import type {
  TableCellProps,
  TableHeaderProps,
  TableProps,
  TabProps,
  TabsProps,
} from '@hubspot/ui-extensions';
import { createContext, useContext, useState, type ReactNode } from 'react';

interface PartProps {
  children?: ReactNode;
}

export const Table = ({ children }: TableProps) => <table className="pv-table">{children}</table>;
export const TableHead = ({ children }: PartProps) => <thead>{children}</thead>;
export const TableBody = ({ children }: PartProps) => <tbody>{children}</tbody>;
export const TableFooter = ({ children }: PartProps) => <tfoot>{children}</tfoot>;
export const TableRow = ({ children }: PartProps) => <tr>{children}</tr>;
export const TableHeader = ({ children, align }: TableHeaderProps) => (
  <th scope="col" style={{ textAlign: align }}>
    {children}
  </th>
);
export const TableCell = ({ children, align, colSpan }: TableCellProps) => (
  <td colSpan={colSpan} style={{ textAlign: align }}>
    {children}
  </td>
);

type TabId = string | number | undefined;
const SelectedTab = createContext<{ selected: TabId; select(id: TabId): void }>({
  selected: undefined,
  select: () => undefined,
});

/** Tab titles live in the tabs themselves, so each one draws its own title and, when chosen, its body. */
export const Tabs = ({ selected, defaultSelected, onSelectedChange, children }: TabsProps) => {
  const [own, setOwn] = useState<TabId>(defaultSelected);
  const select = (id: TabId) => {
    setOwn(id);
    (onSelectedChange as ((id: TabId) => void) | undefined)?.(id);
  };
  return (
    <SelectedTab.Provider value={{ selected: selected ?? own, select }}>
      <div className="pv-tabs">{children}</div>
    </SelectedTab.Provider>
  );
};

export const Tab = ({ tabId, title, disabled, children }: TabProps) => {
  const { selected, select } = useContext(SelectedTab);
  const chosen = selected === tabId;
  return (
    <>
      <button type="button" aria-pressed={chosen} disabled={disabled} onClick={() => select(tabId)}>
        {title}
      </button>
      {chosen ? <div className="pv-tab-body">{children}</div> : null}
    </>
  );
};
