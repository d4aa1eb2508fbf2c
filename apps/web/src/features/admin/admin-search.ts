/** What the address of the audit says. */
export interface AuditSearch {
  readonly by?: string;
  readonly type?: string;
  readonly days?: number;
  readonly of?: 'administration';
}

export function readAuditSearch({ by, type, days, of }: Record<string, unknown>): AuditSearch {
  return {
    ...(typeof by === 'string' && { by }),
    ...(typeof type === 'string' && { type }),
    ...(typeof days === 'number' && days >= 1 && days <= 3650 && { days }),
    ...(of === 'administration' && { of }),
  };
}

/** Whose sessions and tokens are shown. */
export interface AccessSearch {
  readonly whose?: 'everyone';
}

export const readAccessSearch = ({ whose }: Record<string, unknown>): AccessSearch =>
  whose === 'everyone' ? { whose } : {};
