import { Link, useRoute } from 'wouter';
import { toRoleWord } from '../words/terms.ts';
import { Brand } from './brand.tsx';
import { Budget } from './budget.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import type { Viewer } from './viewer.ts';
import type { View } from './views.ts';

interface HeaderProps {
  readonly views: readonly View[];
  readonly viewer: Viewer | undefined;
  readonly isReached: boolean;
}

/** Where one is, and as whom. */
export function Header({ views, viewer, isReached }: HeaderProps) {
  return (
    <header className="header">
      <Link href="/" className="brand-link">
        <Brand />
      </Link>
      <nav aria-label="Views">
        {views.map((view, index) => (
          <NavLink key={view.path} view={view} isFirst={index === 0} />
        ))}
      </nav>
      <div className="header-facts">
        {viewer && <Budget />}
        <span className={isReached ? 'gateway' : 'gateway gateway-lost'}>
          <span className="unseen">{isReached ? 'Connected to ' : 'Cannot reach '}</span>
          {location.host}
        </span>
        {viewer && (
          <span className="roles" title={viewer.id ?? 'The gateway does not ask who is calling'}>
            {viewer.roles.map(toRoleWord).join(', ')}
          </span>
        )}
        <ThemeSwitch />
      </div>
    </header>
  );
}

function NavLink({ view, isFirst }: { readonly view: View; readonly isFirst: boolean }) {
  const [isHere] = useRoute(view.path);
  const [isRoot] = useRoute('/');
  const [isCall] = useRoute('/call/:id');
  const isCurrent = isHere || (isFirst && isRoot) || (isCall && view.path === '/calls');
  return (
    <Link href={view.path} aria-current={isCurrent ? 'page' : undefined}>
      {view.name}
    </Link>
  );
}
