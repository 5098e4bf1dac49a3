import { Button } from 'antd';
import { formatInstant } from '../dates/format-instant.ts';

interface Version {
  number: number;
  createdAt: string;
  actor: string;
  works: number;
}

/** Who made which version when, and how much open work goes by it; each can be looked at. */
export function VersionList(props: {
  words: string;
  versions: readonly Version[];
  shown: number;
  onShow: (number: number) => void;
}) {
  return (
    <ul className="version-list">
      {props.versions.map(({ number, createdAt, actor, works }) => (
        <li key={number}>
          <div>
            <strong>
              {props.words} {number}
              {number === props.versions[0]?.number && ', đang dùng'}
            </strong>
            <span className="small muted">
              {formatInstant(createdAt)}
              {actor && `, ${actor}`}
            </span>
            <span className="small">{works > 0 ? `${works} việc đang mở theo bản này` : 'không có việc đang mở'}</span>
          </div>
          {number === props.shown ? (
            <span className="small muted">đang xem</span>
          ) : (
            <Button size="small" aria-label={`Xem ${props.words} ${number}`} onClick={() => props.onShow(number)}>
              Xem
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
