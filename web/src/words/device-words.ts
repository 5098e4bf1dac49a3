/** The browser and the system, of what a browser says of itself. */
export function deviceWords(device: string | null): string {
  const browser = /Edg\//.test(device ?? '')
    ? 'Edge'
    : (/(Firefox|Chrome|Safari)\//.exec(device ?? '')?.[1] ?? 'Trình duyệt');
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(device ?? '')?.[1];
  return system === undefined ? browser : `${browser} trên ${system}`;
}
