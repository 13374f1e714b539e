import { TraceRouteHop } from '../refs.ts';

TraceRouteHop.implement({
  description: 'One router on the way from a device to the other end, as a trace route run by the client saw it.',
  fields: (t) => ({
    hopCount: t.exposeInt('hopCount', {
      description:
        'Position on the way: how many routers away from the device, counted from 1. Null when not reported.',
    }),
    ipAddress: t.exposeString('ipAddress', {
      description: 'Address that the router answered from, IPv4 or IPv6. Null when it did not answer.',
    }),
    roundTripTime: t.expose('roundTripTime', {
      type: 'Duration',
      description:
        'Time from the device to this router and back, ISO 8601 (`PT0.012S` is 12 milliseconds). Null when not measured.',
    }),
  }),
});
