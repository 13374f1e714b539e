import { systemClock } from '../../src/clock.ts';
import type { Simulator, SimulatorOptions, SimulatorRequest } from '../../src/simulator/server.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import type { TestGateway, TestGatewayOptions } from './gateway.ts';
import { openGateway } from './gateway.ts';

export interface SimulatedGateway extends TestGateway {
  readonly simulator: Simulator;
  /** Every round trip that reached the simulator. */
  readonly calls: SimulatorRequest[];
}

/** A gateway over the simulator, which speaks HTTP. */
export async function openSimulatedGateway(
  simulatorOptions: Partial<SimulatorOptions> = {},
  gatewayOptions: Partial<TestGatewayOptions> = {},
): Promise<SimulatedGateway> {
  const calls: SimulatorRequest[] = [];
  const simulator = await startSimulator({
    clock: systemClock,
    onRequest: (call) => calls.push(call),
    ...simulatorOptions,
  });
  const { baseUrl, accessToken } = simulator;
  const gateway = openGateway({ baseUrl, accessToken, ...gatewayOptions });
  return {
    ...gateway,
    simulator,
    calls,
    async close() {
      await gateway.close();
      await simulator.close();
    },
  };
}
