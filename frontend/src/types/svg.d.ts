/** The build's text loader hands a single SVG file over as its source. */
declare module '*.svg' {
  const source: string;
  export default source;
}
