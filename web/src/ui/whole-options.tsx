/** Words that may name a command: an option of it («--installation») is never broken over two lines, so that it can be copied. */
export function WholeOptions({ words }: { words: string }) {
  return words.split(/(--[a-z-]+)/).map((part) =>
    part.startsWith('--') ? (
      <span key={part} className="whole">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
