import { Component, type PropsWithChildren } from 'react';

/** A part that breaks says so where tests look, and leaves the rest alone. */
export class ErrorBoundary extends Component<PropsWithChildren, { readonly error?: Error }> {
  override state: { readonly error?: Error } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    return error ? <pre data-testid="broken">{error.stack ?? error.message}</pre> : this.props.children;
  }
}
