export const PANEL_ID = 'ridgeline-roofline-panel';
