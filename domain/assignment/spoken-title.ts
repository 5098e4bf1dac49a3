/** The title of an assignment as people read it: the row's, with the part of the time text that it stands for. */
export function spokenTitle({ title, label }: { title: string; label: string | null }): string {
  return label === null ? title : `${title} (${label})`;
}
