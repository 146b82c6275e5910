import type { INestApplicationContext } from '@nestjs/common';
import { FigureRollupService } from '../monitoring/metrics/figure-rollup.service.js';

/** Adds the figures of minutes, hours and days up anew from the attempts that are kept; answers with the exit code. */
export async function rebuildFigures(
  context: INestApplicationContext,
  _parameters: string[],
  print: (line: string) => void,
): Promise<number> {
  const counted = await context.get(FigureRollupService).rebuild((hour, attempts) => {
    if (attempts > 0) print(`  ${hour.toISOString()}  ${String(attempts)} attempts`);
  });
  print(`The figures were added up anew from ${String(counted)} attempts.`);
  return 0;
}
