import type { Happening } from '../live/feed.ts';
import type { Register } from '../live/register.ts';
import type { NewCallPlan } from '../tenant/new-call.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** Something done to records on demand; done again, it makes the same records. Times are milliseconds. */
export type Command =
  | { readonly kind: 'call'; readonly plan: NewCallPlan }
  | { readonly kind: 'version'; readonly id: string; readonly atMs: number };

/** Does a command of an earlier process again. */
export function toHappening(command: Command, tenant: Tenant, register: Register): Happening {
  return command.kind === 'call'
    ? { atMs: command.plan.writtenMs, happen: () => register.add(tenant.newCall(command.plan)) }
    : { atMs: command.atMs, happen: () => void register.raise(command.id, command.atMs) };
}
