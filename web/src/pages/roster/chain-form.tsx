import { Form, Select } from 'antd';
import { agencyChoices, personChoices, SEARCH } from './choices.ts';
import type { FormProps } from './wanted-edit.ts';

interface Fields {
  standingAgency?: string | null;
  chairmanOffice?: string | null;
  chairman?: string | null;
  /** In the order of `codes`. */
  leads: (string | null | undefined)[];
}

/** Who is asked next when nobody answers; of each field of the plans, who leads it. */
export function ChainForm({ formId, view, onEdits }: FormProps) {
  const { roster, fields } = view;
  const known = roster.fieldLeads ?? [];
  const titles = new Map(fields.map(({ code, title }) => [code, title]));
  const codes = [...new Set([...fields.map(({ code }) => code), ...known.map(({ field }) => field)])];
  const leadOf = (code: string) => known.find(({ field }) => field === code)?.agency ?? null;
  const submit = ({ standingAgency = null, chairmanOffice = null, chairman = null, leads = [] }: Fields) =>
    onEdits([
      {
        kind: 'set-chain',
        ...{ standingAgency, chairmanOffice, chairman },
        fieldLeads: codes.flatMap((field, index) => {
          const agency = leads[index];
          return agency ? [{ field, agency }] : [];
        }),
      },
    ]);
  const agency = (name: string | (string | number)[], label: string) => (
    <Form.Item key={String(name)} name={name} label={label}>
      <Select allowClear showSearch={SEARCH} options={agencyChoices(view)} placeholder="Chưa khai" />
    </Form.Item>
  );
  return (
    <Form<Fields>
      id={formId}
      name={formId}
      layout="vertical"
      requiredMark={false}
      initialValues={{ ...roster, leads: codes.map(leadOf) }}
      onFinish={submit}
    >
      {agency('standingAgency', 'Cơ quan thường trực (xác nhận, tổng hợp)')}
      {agency('chairmanOffice', 'Văn phòng (được báo khi quá hạn lâu)')}
      <Form.Item name="chairman" label="Chủ tịch">
        <Select allowClear showSearch={SEARCH} options={personChoices(view)} placeholder="Chưa khai" />
      </Form.Item>
      {codes.map((code, index) => agency(['leads', index], `Chủ trì lĩnh vực: ${titles.get(code) ?? code} (${code})`))}
    </Form>
  );
}
