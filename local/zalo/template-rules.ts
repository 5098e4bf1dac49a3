import type { SandboxMessage, SandboxTemplate } from './sandbox-state.ts';

export type TemplateFault = { code: number; message: string };

/** What Zalo would find wrong with this data for this template, or null. */
export function templateFault(template: SandboxTemplate, data: unknown): TemplateFault | null {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return { code: -112, message: 'Template data type is invalid' };
  const values = data as Record<string, unknown>;
  if (Object.keys(values).length === 0) return { code: -111, message: 'Template data is empty' };
  for (const param of template.listParams) {
    const value = values[param.name];
    if (value === undefined || value === '') {
      if (param.require) return { code: -1122, message: `Parameter is missing: ${param.name}` };
      continue;
    }
    if (typeof value !== 'string') return { code: -112, message: `Template data type is invalid: ${param.name}` };
    const length = [...value].length;
    if (length > param.maxLength) return { code: -1121, message: `Parameter is too long: ${param.name}` };
    if (length < param.minLength) return { code: -1124, message: `Parameter has a wrong format: ${param.name}` };
    if (param.type === 'DATE' && !DATE.test(value))
      return { code: -1124, message: `Parameter has a wrong format: ${param.name}` };
  }
  return null;
}

const DATE = /^((\d\d:\d\d(:\d\d)? )?\d\d\/\d\d\/\d{4}|\d\d\/\d{4}|\d\d:\d\d(:\d\d)?)$/;

/** The words and the button as the reader's phone shows them. */
export function fillTemplate(
  { title, paragraph, button }: SandboxTemplate,
  data: Record<string, string>,
): Pick<SandboxMessage, 'title' | 'text' | 'buttons'> {
  const url = data[button.urlParam];
  return {
    title: fill(title, data),
    text: fill(paragraph, data),
    buttons: [{ title: button.title, type: 'oa.open.url', payload: { url } }],
  };
}

function fill(text: string, data: Record<string, string>): string {
  return text.replace(/<(\w+)>/g, (_, name: string) => data[name] ?? '');
}
