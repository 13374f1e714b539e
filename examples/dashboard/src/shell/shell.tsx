import { useQuery } from '@apollo/client/react';
import { Route, Switch } from 'wouter';
import { CallView } from '../call/call-view.tsx';
import { CallsView } from '../calls/calls-view.tsx';
import { CostsView } from '../costs/costs-view.tsx';
import { LiveView } from '../live/live-view.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Loading } from '../parts/loading.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { TrendsView } from '../trends/trends-view.tsx';
import { toProblems } from '../words/problem.ts';
import { Header } from './header.tsx';
import { useViewFocus } from './use-view-focus.ts';
import { viewerDocument, ViewerContext } from './viewer.ts';
import { toVisibleViews } from './views.ts';
import './shell.css';

const pages: Readonly<Record<string, () => React.JSX.Element>> = {
  '/calls': CallsView,
  '/trends': TrendsView,
  '/costs': CostsView,
  '/live': LiveView,
};

/** The header and the view that the address names. */
export function Shell() {
  const { data, error, refetch } = useQuery(viewerDocument);
  const viewer = data?.viewer;
  const views = viewer ? toVisibleViews(viewer.hiddenFields) : [];
  const First = pages[views[0]?.path ?? ''];
  useViewFocus();
  return (
    <ViewerContext value={viewer}>
      <a
        className="skip-link"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        Skip to the content
      </a>
      <Header views={views} viewer={viewer} isReached={!error} />
      <main id="main" tabIndex={-1}>
        {!viewer && !error && <Loading rows={8}>Asking the gateway</Loading>}
        {!viewer && error && <ProblemNotice problems={toProblems(error)} onRetry={() => void refetch()} />}
        {viewer && (
          <Switch>
            {views.map(({ path }) => (
              <Route key={path} path={path} component={pages[path] as () => React.JSX.Element} />
            ))}
            <Route path="/call/:id">{({ id }) => <CallView key={id} id={decodeURIComponent(id)} />}</Route>
            {First && (
              <Route path="/">
                <First />
              </Route>
            )}
            <Route>
              <h1>Nothing here</h1>
              <EmptyState title="There is no such view">
                It may be one that your role is not shown. Choose another one above.
              </EmptyState>
            </Route>
          </Switch>
        )}
      </main>
    </ViewerContext>
  );
}
