/**
 * Pure arithmetic that tells a leak from noise: samples in, the next runs or a verdict out.
 *
 * <p>By series, in reading order: {@link io.github.noleak.verdict.Sample} is what a process keeps at a checkpoint, {@link
 * io.github.noleak.verdict.Series} is a process with several. {@link io.github.noleak.verdict.Ledger} adds up what a sample has
 * of each {@link io.github.noleak.verdict.Subject}, {@link io.github.noleak.verdict.Fit} puts a line through it, and {@link
 * io.github.noleak.verdict.Trend} says whether that grows and goes on. {@link io.github.noleak.verdict.Flatness} finds what is
 * clean, {@link io.github.noleak.verdict.Compared} what grows alike in several series, and {@link
 * io.github.noleak.verdict.SeriesSize} how large the next one has to be. {@link io.github.noleak.verdict.SeriesJudge} decides
 * what to do next, and {@link io.github.noleak.verdict.SeriesRuling} says the verdict.
 *
 * <p>{@link io.github.noleak.verdict.SlowCalls} tell what grows by the time from what grows with the work, and {@link
 * io.github.noleak.verdict.BrokenSeries} decides what breaks off. Services go on running, so that {@link
 * io.github.noleak.verdict.Visited} makes series of their rounds, and {@link io.github.noleak.verdict.ServiceEvidence} looks at
 * them in the same way; {@link io.github.noleak.verdict.ServiceJudge} is what others call.
 *
 * <p>What is decided is a {@link io.github.noleak.verdict.Conclusion}: {@link io.github.noleak.verdict.Metrics} holds it
 * against the limits, {@link io.github.noleak.verdict.Recognition} against the record, and {@link
 * io.github.noleak.verdict.Culprits} finds the code.
 */
@NullMarked
package io.github.noleak.verdict;

import org.jspecify.annotations.NullMarked;
