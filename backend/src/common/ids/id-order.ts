/** The greatest id that is smaller than `id`, which must not be the smallest one. */
export function previousId(id: string): string {
  return (BigInt(`0x${id}`) - 1n).toString(16).padStart(24, '0');
}
