// The foot of an administrative document: who gets it at the left, who signs at the right
// (Nghị định 30/2020/NĐ-CP, Phụ lục I).
import { Paragraph, type Table, TextRun } from 'docx';
import { borderless } from './borderless-table.ts';
import { TEXT_WIDTH_MM } from './page.ts';
import { centred } from './text.ts';

export interface SignatureInput {
  /** "TM. ỦY BAN NHÂN DÂN"; null when the signer signs in their own right. */
  authority: string | null;
  signerTitle: string;
  /** Null leaves the name to be written. */
  signerName: string | null;
  /** Without dashes and marks. */
  recipients: readonly string[];
  /** What follows "Lưu: ". */
  archive: string;
}

const LEFT_MM = 75;
// Room for signature and seal, in twentieths of a point.
const SIGNATURE_SPACE = 1500;

/** One row that is never torn over two pages. */
export function signatureBlock({ authority, signerTitle, signerName, recipients, archive }: SignatureInput): Table {
  const listed = [...recipients.map((recipient) => `- ${recipient};`), `- Lưu: ${archive}.`];
  const left = [
    new Paragraph({ children: [new TextRun({ text: 'Nơi nhận:', bold: true, italics: true, size: 24 })] }),
    ...listed.map((text) => new Paragraph({ children: [new TextRun({ text, size: 22 })] })),
  ];
  const right = [
    ...(authority === null ? [] : [centred(authority.toLocaleUpperCase('vi'), { bold: true })]),
    centred(signerTitle.toLocaleUpperCase('vi'), { bold: true }),
    centred(signerName ?? '', { bold: true }, { spacing: { before: SIGNATURE_SPACE } }),
  ];
  return borderless([LEFT_MM, TEXT_WIDTH_MM - LEFT_MM], [[left, right]]);
}
