interface LoadingProps {
  readonly children: string;
  /** How many lines are going to be there, about. */
  readonly rows?: number;
}

/** Something is on its way. */
export const Loading = ({ children, rows = 3 }: LoadingProps) => (
  <div className="loading">
    <p role="status">{children} …</p>
    {Array.from({ length: rows }, (_, row) => (
      <div key={row} className="skeleton" aria-hidden="true" />
    ))}
  </div>
);
