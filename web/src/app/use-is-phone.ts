import { useSyncExternalStore } from 'react';

const phone = window.matchMedia('screen and (max-width: 759px)');

/** True when the page is as narrow as a phone; right from the first drawing, so nothing jumps. Paper is never a phone. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(subscribe, () => phone.matches);
}

function subscribe(onChange: () => void) {
  phone.addEventListener('change', onChange);
  return () => phone.removeEventListener('change', onChange);
}
