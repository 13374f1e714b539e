import type { ViewSource } from '../views.ts';
import type { SubgraphService } from './federate.ts';
import { federate } from './federate.ts';
import { toSubgraphSdl } from './subgraph-sdl.ts';

/** Every view of the schema as a subgraph of a federated graph. All have the SDL of the whole: who is shown what of it is told by the answers. */
export function createSubgraph(source: ViewSource, mayRead: SubgraphService['mayRead']): ViewSource {
  const service = { sdl: toSubgraphSdl(source.schema), mayRead };
  return {
    schema: federate(source.schema, service),
    createView: (policy) => federate(source.createView(policy), service),
  };
}
