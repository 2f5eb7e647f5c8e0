import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';

interface DataTableProps {
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}

/** Rows under the names of their columns. */
export const DataTable = ({ columns, rows }: DataTableProps) => (
  <Table bordered density="condensed">
    <TableHead>
      <TableRow>
        {columns.map((name) => (
          <TableHeader key={name}>{name}</TableHeader>
        ))}
      </TableRow>
    </TableHead>
    <TableBody>
      {rows.map(({ key, cells }) => (
        <TableRow key={key}>
          {cells.map((cell, index) => (
            <TableCell key={columns[index]}>{cell}</TableCell>
          ))}
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
