import { type AriaAttributes, cloneElement, isValidElement, type ReactNode } from 'react';

/** For `itemRender` of a pagination: its arrows have a name for who does not see them. */
export function nameArrow(_page: number, type: string, element: ReactNode): ReactNode {
  if (!isValidElement<AriaAttributes>(element) || (type !== 'prev' && type !== 'next')) return element;
  return cloneElement(element, { 'aria-label': type === 'prev' ? 'Trang trước' : 'Trang sau' });
}
