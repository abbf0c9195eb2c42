import { InvalidArgumentError } from 'commander';

export function parsePositive(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError(`"${text}" is not a number above 0.`);
  }
  return value;
}

export function parseCount(text: string): number {
  const value = parsePositive(text);
  if (!Number.isInteger(value)) throw new InvalidArgumentError(`"${text}" is not a whole number.`);
  return value;
}

export function parsePort(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) throw new InvalidArgumentError(`"${text}" is not a port, 0 to 65535.`);
  return value;
}

export function parseShare(text: string): number {
  const value = parsePositive(text);
  if (value > 1) throw new InvalidArgumentError(`"${text}" is not a share, above 0 and at most 1.`);
  return value;
}

/** `4,8,16`. */
export const parseCounts = (text: string): number[] => text.split(',').map((part) => parseCount(part.trim()));

/** `5%` or `0.05`. */
export function parseRatio(text: string): number {
  const [, percent] = /^\s*(.+?)\s*%\s*$/.exec(text) ?? [];
  const value = percent === undefined ? parsePositive(text) : parsePositive(percent) / 100;
  if (value >= 1) throw new InvalidArgumentError(`"${text}" is not below 100 %. Give 5% or 0.05.`);
  return value;
}
