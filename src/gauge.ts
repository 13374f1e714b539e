import type { Registry } from 'prom-client';
import { Gauge } from 'prom-client';

type Figure = number | undefined;

/** Adds a figure that is read off when it is asked for; none is shown while there is none. */
export type AddGauge = (name: string, help: string, read: () => Figure | Promise<Figure>) => void;

export function createGauges(registers: Registry[]): AddGauge {
  return (name, help, read) => {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const value = await read();
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  };
}
