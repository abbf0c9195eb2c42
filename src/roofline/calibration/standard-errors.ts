import { gram, inverse } from '../../quantities/index.ts';
import { HUBER, type RobustFit } from './robust-fit.ts';

/**
 * Of each parameter of a Huber fit of p parameters to n residuals r with standard error σ:
 *
 *     covariance = K² · (Σψ²/(n − p)) ÷ (Σψ′/n)² · (JᵀJ)⁻¹        ψ = r where |r| ≤ 1.345·σ, else ±1.345·σ
 *     K          = 1 + p/n · (1 − m)/m                            m = Σψ′/n, the share that are no outliers
 *
 * Undefined when JᵀJ is singular. Source: Huber, Robust Statistics (1981), 7.6.
 */
export function standardErrors({ residuals, jacobian, standardError }: RobustFit): number[] | undefined {
  const count = residuals.length;
  const parameters = jacobian[0]?.length ?? 0;
  const limit = HUBER * standardError;
  const clipped = residuals.reduce((sum, residual) => sum + Math.min(Math.abs(residual), limit) ** 2, 0);
  const inside = residuals.filter((residual) => Math.abs(residual) <= limit).length / count;
  const correction = 1 + ((parameters / count) * (1 - inside)) / inside;
  const variance = (correction ** 2 * clipped) / Math.max(1, count - parameters) / inside ** 2;
  return inverse(gram(jacobian))?.map((row, i) => Math.sqrt(variance * Math.max(0, row[i] ?? 0)));
}
