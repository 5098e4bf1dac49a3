import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries.ts';
import type { Meta } from '../api/types.ts';
import { DEFAULT_ZONE, localDateOf } from '../dates/format-instant.ts';

/** The office, its lists and its day. Until the server has answered: no lists, and the clock of this machine. */
export function useMeta(): Meta {
  const { data } = useQuery(queries.meta());
  return data ?? unknownMeta();
}

/** A channel as people call it; one that the server does not know keeps its own name. */
export function useChannelWords(): (channel: string) => string {
  const { channelWords } = useMeta();
  return (channel) => channelWords[channel] ?? channel;
}

function unknownMeta(): Meta {
  return {
    office: '',
    zone: DEFAULT_ZONE,
    embedded: false,
    sample: false,
    today: localDateOf(Date.now()),
    agencies: [],
    fields: [],
    statusWords: {},
    dueStateWords: {},
    evidence: { fileBytes: 20 * 1024 * 1024, files: 10 },
    channelWords: {},
  };
}
