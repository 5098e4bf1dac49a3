// The page of an administrative document (Nghị định 30/2020/NĐ-CP, Phụ lục I).
import { AlignmentType, Header, type ISectionOptions, PageNumber, PageOrientation, Paragraph, TextRun } from 'docx';

export const FONT = 'Times New Roman';
/** Half points, as Word counts. */
export const SIZE = { body: 28, table: 24, tiny: 4 } as const;

// What Word itself writes for A4.
const A4 = { width: 11_906, height: 16_838 };
const MARGIN_MM = { top: 20, bottom: 20, left: 30, right: 15 };

/** Width of the text in millimetres: A4 without its margins. */
export const TEXT_WIDTH_MM = 210 - MARGIN_MM.left - MARGIN_MM.right;

/** Twentieths of a point, rounded up: a margin of 15 mm must not come out a hair below 15. */
export const mm = (millimetres: number) => Math.ceil((millimetres * 1440) / 25.4);

/** A4 portrait; page numbers in the middle of the top margin, none on the first page, each section counted from 1. */
export function section(children: ISectionOptions['children']): ISectionOptions {
  const margin = { header: mm(10), footer: mm(10), ...mapMm(MARGIN_MM) };
  return {
    properties: {
      titlePage: true,
      page: {
        size: { ...A4, orientation: PageOrientation.PORTRAIT },
        margin,
        pageNumbers: { start: 1 },
      },
    },
    headers: {
      first: new Header({ children: [new Paragraph({})] }),
      default: new Header({
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ children: [PageNumber.CURRENT], size: SIZE.body })],
          }),
        ],
      }),
    },
    children,
  };
}

/** Black Times New Roman for whatever says nothing else. */
export const documentStyles = {
  default: {
    document: {
      run: { font: FONT, size: SIZE.body, color: '000000', language: { value: 'vi-VN' } },
    },
  },
} as const;

function mapMm<K extends string>(lengths: Record<K, number>): Record<K, number> {
  return Object.fromEntries(Object.entries<number>(lengths).map(([side, value]) => [side, mm(value)])) as Record<
    K,
    number
  >;
}
