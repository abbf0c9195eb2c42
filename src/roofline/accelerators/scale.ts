export const GIGA = 1e9;
export const TERA = 1e12;
export const MEBI = 2 ** 20;
