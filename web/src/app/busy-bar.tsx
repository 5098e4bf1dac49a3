import { useIsMutating } from '@tanstack/react-query';
import { useNavigation } from 'react-router';

/** A thin moving bar at the top while a page or a command is under way. */
export function BusyBar() {
  const commands = useIsMutating();
  const navigation = useNavigation();
  const busy = commands > 0 || navigation.state !== 'idle';
  return (
    <div className={busy ? 'busy-bar busy' : 'busy-bar'} role="status" aria-label={busy ? 'Đang xử lý' : undefined} />
  );
}
