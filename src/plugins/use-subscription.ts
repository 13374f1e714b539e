import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.ts';
import { toHandedOver } from '../operation/operation.ts';
import type { SubscriptionArguments } from '../operation/change-answer.ts';
import type { Subscriptions } from '../operation/subscription.ts';

/** Lets subscriptions execute each of their events as an operation of its own. */
export function useSubscription(subscriptions: Subscriptions): Plugin<Context> {
  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn((given) => {
        const args = given as SubscriptionArguments;
        const { contextValue } = args;
        const { request } = contextValue as unknown as { readonly request: Request };
        const { viewer } = toHandedOver(contextValue);
        return subscriptions.open(args, { viewer, requestId: contextValue.requestId, signal: request.signal });
      });
    },
  };
}
