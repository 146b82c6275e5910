// The browser's part of `qrcode`, as far as it is used. Its own types bring those of Node along, which change what
// `setTimeout` gives everywhere.
declare module 'qrcode/lib/browser.js' {
  interface QrOptions {
    readonly type: 'svg';
    readonly errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H';
    /** Modules of quiet zone. */
    readonly margin: number;
  }
  /** The bundler hands a CommonJS module over as its default. */
  const qrcode: { readonly toString: (text: string, options: QrOptions) => Promise<string> };
  export default qrcode;
}
