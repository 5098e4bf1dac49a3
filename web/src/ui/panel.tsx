import { type ReactNode, useId } from 'react';
import './panel.css';

/** One subject of a page: a heading, what belongs beside it, and the content. */
export function Panel(props: {
  title: string;
  aside?: ReactNode;
  flush?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={`panel ${props.className ?? ''}`} aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{props.title}</h2>
        {props.aside && <div className="panel-aside">{props.aside}</div>}
      </div>
      <div className={props.flush ? 'panel-body flush' : 'panel-body'}>{props.children}</div>
    </section>
  );
}
