import type { ThemeConfig } from 'antd';

/** antd in the colours of base.css; every text colour has a contrast of at least 4.5 on its ground. */
export const officeTheme: ThemeConfig = {
  token: {
    colorPrimary: '#1a5a96',
    colorInfo: '#1a5a96',
    colorLink: '#15528b',
    // antd makes what is pointed at lighter, which small words cannot be read in.
    colorLinkHover: '#0f3d68',
    colorLinkActive: '#0f3d68',
    colorPrimaryHover: '#154c80',
    colorErrorHover: '#8f1e18',
    colorError: '#b3261e',
    colorWarning: '#a15c00',
    colorSuccess: '#1d7044',
    colorPrimaryBg: '#e6f0f9',
    colorPrimaryBgHover: '#d6e6f5',
    colorErrorBg: '#fcebe9',
    colorErrorBorder: '#e6b3ae',
    colorText: '#1b2430',
    colorTextSecondary: '#4a5768',
    colorTextDescription: '#566375',
    colorTextPlaceholder: '#6b7787',
    colorBorder: '#c3ccd6',
    colorBorderSecondary: '#dde3ea',
    colorBgLayout: '#f3f5f8',
    borderRadius: 6,
    fontSize: 15,
    controlHeight: 36,
    fontFamily: 'var(--font)',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    Table: { headerBg: '#eef2f6', headerColor: '#33404f', cellPaddingBlock: 10 },
    Modal: { titleFontSize: 18 },
  },
};
