import type { Accelerator } from './accelerator.ts';
import { GIGA, MEBI, TERA } from './scale.ts';

/** Intel Gaudi. Their links are Ethernet: 21 of 24 ports connect the cards of a node. */
export const INTEL_GAUDI: readonly Accelerator[] = [
  {
    id: 'gaudi2',
    vendor: 'intel',
    names: ['HL-225', 'Intel Gaudi 2'],
    flopPerSecond: { fp16: 432 * TERA, bf16: 432 * TERA, fp8: 865 * TERA },
    bytesPerSecond: 2450 * GIGA,
    memoryBytes: 96 * GIGA,
    visibleMemoryBytes: 98304 * MEBI,
    linkBytesPerSecond: 262.5 * GIGA,
    hostLinkBytesPerSecond: 32 * GIGA,
    powerWatts: 600,
    architecture: 'gaudi2',
    confidence: 'datasheet',
    source: 'Intel Gaudi 2 white paper',
    notes: '24x100GbE, 21 for scale-up',
  },
  {
    id: 'gaudi3',
    vendor: 'intel',
    names: ['HL-325L', 'Intel Gaudi 3'],
    flopPerSecond: { fp16: 1835 * TERA, bf16: 1835 * TERA, fp8: 1835 * TERA },
    bytesPerSecond: 3700 * GIGA,
    memoryBytes: 128 * GIGA,
    visibleMemoryBytes: 131072 * MEBI,
    linkBytesPerSecond: 525 * GIGA,
    hostLinkBytesPerSecond: 64 * GIGA,
    powerWatts: 900,
    architecture: 'gaudi3',
    confidence: 'datasheet',
    source: 'Intel Gaudi 3 white paper (2024)',
    notes: '24x200GbE, 21 scale-up; PCIe card 600 W',
    disagreements: { 'Intel launch material (Sep 2024)': '1678 TF revised', 'y-ic.de': '1856', GenZ: 'BW 3675' },
  },
];
