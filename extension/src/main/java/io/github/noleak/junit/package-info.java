/**
 * The glue to JUnit: turns an annotated method into a gate over a Go scenario, and an annotated class into gates over all the
 * scenarios of a Go module. What they do stands in {@code gate}.
 *
 * <p>In reading order: {@link io.github.noleak.junit.NoLeakExtension} is Jupiter's way in, and has a {@link
 * io.github.noleak.junit.GatedMethod} for each test. {@link io.github.noleak.junit.NoLeakTestEngine} is the platform's: it discovers
 * a {@link io.github.noleak.junit.SuiteDescriptor} for each annotated class, and {@link io.github.noleak.junit.SuiteRun} gates what
 * {@link io.github.noleak.junit.SuiteDeclaration} reads there, telling JUnit by a {@link
 * io.github.noleak.junit.ScenarioRegistry}. {@link io.github.noleak.junit.TestEnd} ends tests as reports want it; {@link
 * io.github.noleak.junit.SharedSession} keeps the session in JUnit's store, which closes it.
 */
@NullMarked
package io.github.noleak.junit;

import org.jspecify.annotations.NullMarked;
