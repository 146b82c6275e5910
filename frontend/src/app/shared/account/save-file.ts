/** Saves a text or a blob under a name, as a download of the browser. */
export function saveFile(document: Document, content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser reads the file after the click: it must not be taken away at once.
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 60_000);
}
