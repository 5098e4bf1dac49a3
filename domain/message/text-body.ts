// The plain-text half of a mail: what a screen reader, a watch or a cautious mail program shows. It says all that the HTML says.

import type { MessageItem } from '#contracts/message.ts';
import { capital } from '#domain/words/capital.ts';
import { WORDS } from '#domain/words/catalogue.ts';
import { digestSentences } from './digest-sentences.ts';
import {
  actionsOf,
  closingLines,
  factsOf,
  type Letter,
  lateAgencies,
  restOf,
  rowWords,
  shownGroups,
} from './letter-parts.ts';
import { oneLine, shorten } from './one-line.ts';
import { greeting, standingWords } from './phrases.ts';
import type { ItemReading } from './read-item.ts';
import { openingSentences } from './sentences.ts';

/** The letter about one assignment. */
export function singleText(letter: Letter, reading: ItemReading<MessageItem>): string {
  const { input, slotDate } = letter;
  return lines([
    `Kính gửi: ${greeting(input)}`,
    '',
    openingSentences(reading, input, slotDate),
    '',
    `${WORDS.fact.task}: ${oneLine(reading.item.title)}`,
    ...factsOf(reading, standingWords(reading), input.office).map(({ label, words }) => `${label}: ${words}`),
    '',
    ...actionsOf(reading).map(({ label, href }) => `${label}: ${href}`),
    '',
    '-- ',
    ...closingLines(letter),
  ]);
}

/** The digest: its first rows, each with its link, and how many there are besides. */
export function digestText(letter: Letter): string {
  const { input, readings } = letter;
  const rest = restOf(letter);
  const late = lateAgencies(readings);
  return lines([
    `Kính gửi: ${greeting(input)}`,
    '',
    digestSentences(readings, input.office, letter.slotDate),
    ...(late.length > 1
      ? [
          '',
          'Quá hạn theo cơ quan:',
          ...late.map((one) => `- ${one.agency}: ${one.count} việc, lâu nhất ${one.longestDaysLate} ngày`),
        ]
      : []),
    ...shownGroups(letter).flatMap((group) => [
      '',
      `${capital(WORDS.group[group.kind]).toUpperCase()} (${group.count})`,
      ...group.readings.flatMap((reading, index) => rowLines(reading, index + 1, input)),
    ]),
    ...(rest === null ? [] : ['', `… ${rest.words}`]),
    ...(rest?.action ? [`${rest.action.label}: ${rest.action.href}`] : []),
    '',
    '-- ',
    ...closingLines(letter),
  ]);
}

function rowLines(reading: ItemReading<MessageItem>, number: number, to: Letter['input']): string[] {
  const { urgency, rest, returned } = rowWords(reading, to);
  return [
    `${number}. ${shorten(reading.item.title, 300)}`,
    `   ${[urgency, rest].filter((part) => part !== '').join(' · ')}`,
    ...(returned === '' ? [] : [`   ${shorten(returned, 200)}`]),
    ...actionsOf(reading).map(({ label, href }) => `   ${label}: ${href}`),
  ];
}

function lines(parts: readonly string[]): string {
  return `${parts.join('\n').replace(/\n{3,}/g, '\n\n')}\n`;
}
