// Paragraphs of an administrative document (Nghị định 30/2020/NĐ-CP, Phụ lục I).
import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Paragraph,
  TextRun,
} from 'docx';
import { mm, SIZE, TEXT_WIDTH_MM } from './page.ts';

type Look = Omit<IRunOptions, 'text'>;

/** Justified, first line indented, 6 pt between paragraphs, a little more than single spacing. */
export function bodyParagraph(text: string, options: Pick<IParagraphOptions, 'keepNext'> = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: mm(10) },
    spacing: { before: 60, after: 60, line: 264, lineRule: LineRuleType.AUTO },
    ...options,
    children: [new TextRun({ text })],
  });
}

/** The heading of a part: bold, kept with what follows. */
export function partHeading(text: string): Paragraph {
  return new Paragraph({
    keepNext: true,
    indent: { firstLine: mm(10) },
    spacing: { before: 180, after: 80 },
    children: [new TextRun({ text, bold: true })],
  });
}

/** A centred line. */
export function centred(text: string, look: Look = {}, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    ...options,
    children: [new TextRun({ text, ...look })],
  });
}

/** A drawn line in the middle of a column, as below the names and the title. */
export function rule(lengthMm: number, columnMm: number = TEXT_WIDTH_MM): Paragraph {
  const side = mm((columnMm - lengthMm) / 2);
  return new Paragraph({
    indent: { left: side, right: side },
    spacing: { before: 70, after: 0, line: 60, lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 0, color: '000000' } },
    children: [new TextRun({ text: '', size: SIZE.tiny })],
  });
}
