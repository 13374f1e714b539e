interface TableHeadProps {
  readonly columns: readonly string[];
  /** Which of them stand to the right. */
  readonly numbers?: readonly string[];
}

/** What the columns of a table are. */
export const TableHead = ({ columns, numbers = [] }: TableHeadProps) => (
  <thead>
    <tr>
      {columns.map((name) => (
        <th key={name} scope="col" className={numbers.includes(name) ? 'number' : undefined}>
          {name}
        </th>
      ))}
    </tr>
  </thead>
);
