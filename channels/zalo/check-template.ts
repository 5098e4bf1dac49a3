/** What `GET /template/info/v2` says of one parameter. */
export type ListParam = {
  name: string;
  require: boolean;
  type: string;
  maxLength: number;
  minLength: number;
  acceptNull?: boolean;
};

export type TemplateInfo = {
  templateId: string;
  status: string;
  listParams: ListParam[];
  priceSdt: number | null;
  priceUid: number | null;
};

export type ParamProblem = { code: -1121 | -1122 | -1124 | -131; words: string };

/** Every reason for which Zalo would refuse this data, before a refusal costs a call; empty = it will pass. */
export function checkTemplate(info: TemplateInfo, data: Record<string, string>): ParamProblem[] {
  if (info.status !== 'ENABLE')
    return [{ code: -131, words: `mẫu tin ${info.templateId} chưa được duyệt hoặc đã khóa (${info.status})` }];
  return info.listParams.flatMap((param): ParamProblem[] => {
    const value = data[param.name];
    if (value === undefined || (value === '' && !param.acceptNull)) {
      return param.require || value === '' ? [{ code: -1122, words: `thiếu tham số ${param.name}` }] : [];
    }
    const length = [...value.normalize('NFC')].length;
    if (length > param.maxLength)
      return [{ code: -1121, words: `tham số ${param.name} dài ${length}, tối đa ${param.maxLength}` }];
    if (length < param.minLength)
      return [{ code: -1124, words: `tham số ${param.name} dài ${length}, tối thiểu ${param.minLength}` }];
    if (param.type.toUpperCase() === 'DATE' && !DATE_FORMS.test(value)) {
      return [{ code: -1124, words: `tham số ${param.name} không phải ngày giờ: ${value}` }];
    }
    return [];
  });
}

/** `hh:mm:ss`, `hh:mm`, both before a date, `dd/mm/yyyy`, `mm/yyyy`. */
const DATE_FORMS = /^(\d\d:\d\d(:\d\d)?|(\d\d:\d\d(:\d\d)? )?\d\d\/\d\d\/\d{4}|\d\d\/\d{4})$/;

/** Reads Zalo's answer; null when it is not one. */
export function readTemplateInfo(data: Record<string, unknown>): TemplateInfo | null {
  const { templateId, status, listParams } = data;
  if (templateId === undefined || typeof status !== 'string' || !Array.isArray(listParams)) return null;
  return {
    templateId: String(templateId),
    status,
    listParams: listParams.map((one: Record<string, unknown>) => ({
      name: String(one.name),
      require: one.require === true,
      type: String(one.type ?? 'STRING'),
      maxLength: Number(one.maxLength ?? Number.POSITIVE_INFINITY),
      minLength: Number(one.minLength ?? 0),
      acceptNull: one.acceptNull === true,
    })),
    priceSdt: priceOf(data.price_sdt),
    priceUid: priceOf(data.price_uid),
  };
}

function priceOf(value: unknown): number | null {
  const price = Number(value);
  return value === undefined || value === null || Number.isNaN(price) ? null : price;
}
