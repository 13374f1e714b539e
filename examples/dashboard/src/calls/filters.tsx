import type { SubmitEvent } from 'react';
import { filterNames } from './filter.ts';

interface FiltersProps {
  readonly query: URLSearchParams;
  readonly onChange: (changes: Readonly<Record<string, string>>) => void;
}

/** What the list is narrowed by; all of it stands in the address. */
export function Filters({ query, onChange }: FiltersProps) {
  const valueOf = (name: string) => query.get(name) ?? '';
  const isNarrowed = filterNames.some((name) => query.has(name));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onChange({ participant: (new FormData(event.currentTarget).get('participant') as string).trim() });
  };
  return (
    <form className="filters" aria-label="Filters" onSubmit={submit}>
      <label>
        From
        <input
          type="date"
          value={valueOf('from')}
          max={valueOf('to') || undefined}
          onChange={({ target }) => onChange({ from: target.value })}
        />
      </label>
      <label>
        To
        <input
          type="date"
          value={valueOf('to')}
          min={valueOf('from') || undefined}
          onChange={({ target }) => onChange({ to: target.value })}
        />
      </label>
      <label>
        Type
        <select value={valueOf('type')} onChange={({ target }) => onChange({ type: target.value })}>
          <option value="">All</option>
          <option value="GROUP_CALL">Group</option>
          <option value="PEER_TO_PEER">One to one</option>
        </select>
      </label>
      <label>
        Quality
        <select value={valueOf('verdict')} onChange={({ target }) => onChange({ verdict: target.value })}>
          <option value="">All</option>
          <option value="POOR">Poor</option>
          <option value="GOOD">Good</option>
          <option value="UNCLASSIFIED">Not judged</option>
        </select>
      </label>
      <label className="filter-participant">
        Participant
        <input
          key={valueOf('participant')}
          name="participant"
          type="search"
          placeholder="Object id or +15550100"
          defaultValue={valueOf('participant')}
          onBlur={({ target }) => onChange({ participant: target.value.trim() })}
        />
      </label>
      <label className="filter-failed">
        <input
          type="checkbox"
          checked={query.has('failed')}
          onChange={({ target }) => onChange({ failed: target.checked ? '1' : '' })}
        />
        Failed only
      </label>
      {isNarrowed && (
        <button
          className="button button-quiet"
          type="button"
          onClick={() => onChange(Object.fromEntries(filterNames.map((name) => [name, ''])))}
        >
          Clear filters
        </button>
      )}
    </form>
  );
}
