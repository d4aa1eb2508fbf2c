/** The id of the request that was answered last: in the service's log it leads to what a page broke on. */
class LastRequest {
  private last: string | null = null;

  readonly id = (): string | null => this.last;

  note({ headers }: Response): void {
    this.last = headers.get('x-request-id') ?? this.last;
  }
}

export const lastRequest: LastRequest = new LastRequest();
