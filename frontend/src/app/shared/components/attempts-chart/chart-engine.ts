import { BarChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ECharts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, GridComponent, TooltipComponent, CanvasRenderer]);

/** The parts of ECharts that the chart needs, in a file of their own so that they are loaded when a chart is shown. */
export function startChart(element: HTMLElement): ECharts {
  return init(element, null, { renderer: 'canvas' });
}
