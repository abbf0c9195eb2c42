import { formatQuantity } from '../../quantities/index.ts';

// Axes span more magnitudes than measures do; digits and rounding are those of quantities.

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y', 'R', 'Q'] as const;

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** "10⁹", "2·10⁹". */
function power(value: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(1).split('e');
  const raised = exponent
    .replace('+', '')
    .replace('-', '⁻')
    .replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)] ?? '');
  return `${mantissa === '1.0' ? '' : `${mantissa.replace('.0', '')}·`}10${raised}`;
}

/** "989 T", "1.98 P", "12 " and, where prefixes end, "10⁻⁹ ". */
function prefixed(value: number): string {
  if (value < 0.001) return `${power(value)} `;
  const rounded = Number(value.toPrecision(3));
  const thousands = Math.min(PREFIXES.length - 1, Math.max(0, Math.floor(Math.log10(rounded) / 3 + 1e-9)));
  return `${formatQuantity(rounded / 1000 ** thousands, 'count')} ${PREFIXES[thousands] ?? ''}`;
}

/** "989 TFLOP/s". */
export const formatFlopPerSecond = (flopPerSecond: number): string => `${prefixed(flopPerSecond)}FLOP/s`;

/** "3.35 TB/s". */
export const formatBytesPerSecond = (bytesPerSecond: number): string => `${prefixed(bytesPerSecond)}B/s`;

/** FLOP/byte, without the unit: "0.1", "295", "10⁹". */
export const formatIntensity = (flopPerByte: number): string =>
  flopPerByte < 0.001 || flopPerByte >= 999_500 ? power(flopPerByte) : formatQuantity(flopPerByte, 'count');
