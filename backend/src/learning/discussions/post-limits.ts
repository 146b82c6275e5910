/** How long somebody can change what they wrote. */
export const EDITABLE_MS = 86_400_000;
