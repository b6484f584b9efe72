/** The parts of pdfmake 0.3 that are used; the package has no types of its own. */
declare module 'pdfmake/js/Printer.js' {
  /** What pdfmake lays out. */
  export type Content = Record<string, unknown>;

  interface PdfKitDocument {
    on(event: 'data', listener: (chunk: Uint8Array) => void): void;
    on(event: 'end', listener: () => void): void;
    on(event: 'error', listener: (error: unknown) => void): void;
    end(): void;
  }

  class PdfPrinter {
    constructor(
      fonts: Record<string, { normal: string; bold: string }>,
      files: { existsSync(path: string): boolean; readFileSync(path: string): Uint8Array },
      urls: { resolve(url: string, headers: unknown): void; resolved(): Promise<void> },
      mayOpen?: (path: string) => boolean,
    );
    createPdfKitDocument(definition: Content, options?: Content): Promise<PdfKitDocument>;
  }

  const exported: { default: typeof PdfPrinter };
  // biome-ignore lint/style/noDefaultExport: a CommonJS module as Node imports it
  export default exported;
}
