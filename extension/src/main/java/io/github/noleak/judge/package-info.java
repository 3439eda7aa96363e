/**
 * Pure arithmetic that tells a leak from noise: series in, the next one or a verdict out.
 *
 * <p>In reading order: {@link io.github.noleak.judge.Fit} puts a line through what the checkpoints of a series have of each
 * subject, {@link io.github.noleak.judge.Trend} says whether that grows and goes on, and {@link io.github.noleak.judge.Growing}
 * has the trends of all of them. {@link io.github.noleak.judge.Flatness} finds what is clean, {@link
 * io.github.noleak.judge.Compared} what grows alike in several series, and {@link io.github.noleak.judge.SeriesSize} how large the
 * next one has to be, within a {@link io.github.noleak.judge.SeriesSchedule}. {@link io.github.noleak.judge.SeriesJudge} decides what to do next, and {@link
 * io.github.noleak.judge.SeriesDecision} says the verdict.
 *
 * <p>{@link io.github.noleak.judge.SlowCalls} tell what grows by the time from what grows with the work, and {@link
 * io.github.noleak.judge.BrokenSeries} decides what breaks off. Services go on running, so that {@link
 * io.github.noleak.judge.Visited} makes series of their rounds, and {@link io.github.noleak.judge.ServiceEvidence} looks at them
 * in the same way; {@link io.github.noleak.judge.ServiceJudge} is what others call.
 *
 * <p>What is decided is a {@link io.github.noleak.judge.Conclusion}: {@link io.github.noleak.judge.Metrics} holds it against the
 * limits, and {@link io.github.noleak.judge.Recognition} against the record, which {@link io.github.noleak.judge.BaselineUpdate}
 * brings up to date.
 */
@NullMarked
package io.github.noleak.judge;

import org.jspecify.annotations.NullMarked;
