/** Whether the service has said that nobody is signed in any more. The frame then asks to sign in again, in place. */
class SessionEnd {
  private readonly listeners = new Set<() => void>();
  private hasEnded = false;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly get = (): boolean => this.hasEnded;

  note(): void {
    this.change(true);
  }

  forget(): void {
    this.change(false);
  }

  private change(hasEnded: boolean): void {
    if (this.hasEnded === hasEnded) return;
    this.hasEnded = hasEnded;
    for (const tell of this.listeners) tell();
  }
}

export const sessionEnd: SessionEnd = new SessionEnd();
