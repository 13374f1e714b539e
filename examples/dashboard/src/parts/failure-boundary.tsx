import type { ReactNode } from 'react';
import { Component } from 'react';

/** Keeps the page when a view cannot be drawn. */
export class FailureBoundary extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main className="card" role="alert">
        <h1>This view cannot be shown</h1>
        <p>What the gateway sent is not what the page expects.</p>
        <button className="button" type="button" onClick={() => this.setState({ hasFailed: false })}>
          Try again
        </button>{' '}
        <a href="#/calls" onClick={() => this.setState({ hasFailed: false })}>
          All calls
        </a>
      </main>
    );
  }
}
