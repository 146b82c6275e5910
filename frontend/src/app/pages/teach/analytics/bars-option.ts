import type { EChartsCoreOption } from 'echarts/core';

/** Numbers over a row of names, such as days; each series is one colour. */
export interface Bars {
  readonly names: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

/** Colours as the browser resolved them from the tokens. */
export interface BarColours {
  readonly series: readonly string[];
  readonly text: string;
  readonly line: string;
  readonly surface: string;
  readonly font: string;
}

/** What ECharts draws: bars side by side, as quietly as the desk's. Names and numbers are texts of our own. */
export function barsOption(bars: Bars, colours: BarColours, number: (value: number) => string): EChartsCoreOption {
  const label = { color: colours.text, fontFamily: colours.font, fontSize: 11 };
  return {
    animation: false,
    grid: { left: 2, right: 42, top: 8, bottom: 24, outerBoundsMode: 'none' },
    xAxis: {
      type: 'category',
      data: [...bars.names],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...label, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      position: 'right',
      minInterval: 1,
      splitNumber: 3,
      splitLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...label, formatter: number },
    },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      confine: true,
      transitionDuration: 0,
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontFamily: colours.font, fontSize: 12 },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? number(value) : ''),
    },
    series: bars.series.map(({ name, values }, index) => ({
      type: 'bar',
      name,
      data: [...values],
      barCategoryGap: '28%',
      barGap: '8%',
      itemStyle: { color: colours.series[index], opacity: 0.85, borderRadius: 1 },
      emphasis: { disabled: true },
    })),
  };
}
