import type { ConfigProviderProps } from 'antd';
import * as antdVietnamese from 'antd/es/locale/vi_VN.js';
import dayjs from 'dayjs';
import 'dayjs/locale/vi.js';

type Locale = NonNullable<ConfigProviderProps['locale']>;

dayjs.locale('vi');

// antd's package says CommonJS and ships ES modules: the type checker sees one `default` more than the bundler does.
const module = antdVietnamese.default as unknown as Locale & { default?: Locale };

/** antd's own words in Vietnamese; also sets the weekdays and months of its calendars. */
export const vietnameseLocale: Locale = module.default ?? module;
