package io.github.noleak.report;

import io.github.noleak.Leak;
import io.github.noleak.Leak.Kind;
import io.github.noleak.Site;
import io.github.noleak.diagnosis.Cause;
import io.github.noleak.diagnosis.Causes;
import io.github.noleak.diagnosis.Diagnostics;
import io.github.noleak.diagnosis.Reachability;
import io.github.noleak.diagnosis.SiteFacts;
import io.github.noleak.diagnosis.TracedWaits;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.judge.KnownLeak;
import io.github.noleak.judge.Proof;
import io.github.noleak.measure.GoroutineCount;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.GrowthSite;
import io.github.noleak.measure.GrowthSites;
import io.github.noleak.measure.Resource;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Subject;
import io.github.noleak.measure.ThreeSnapshots;
import io.github.noleak.pprof.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds, for each thing that grows, the place in the code and what else is known of it. */
record LeakFinder(
        Conclusion conclusion, ThreeSnapshots measured, SiteFinder sites, Causes causes, Diagnostics diagnostics) {

    /** A value that waits to be sent is followed by the runtime, and often leads to the channel itself. */
    private static final List<String> SENDING = List.of("chan send", "select");

    private static final String NO_LINE =
            "the system tells no line of it; what Go 1.25 and later builds with -asan names C's lines that were not freed";

    private static final String TINY =
            "16 bytes each: tiny objects share blocks of that size, and one line may be charged with what another keeps";

    List<Leak> leaks() {
        return conclusion.leaks().stream()
                .flatMap(this::lines)
                .collect(Collectors.toMap(LeakFinder::line, leak -> leak, LeakFinder::together, LinkedHashMap::new))
                .values()
                .stream()
                .sorted(Comparator.comparing(Leak::known)
                        .thenComparing((Leak l) -> l.kind() == Kind.HEAP)
                        .thenComparing(l -> !inModule(l))
                        .thenComparing(Comparator.comparingDouble(Leak::bytesPerOperation)
                                .thenComparingDouble(Leak::perOperation)
                                .reversed())
                        .thenComparing(Leak::fingerprint))
                .toList();
    }

    /** Tiny objects are judged by their sum, and told by the lines. */
    private Stream<Leak> lines(Proof proof) {
        GrowthSites growthSites = new GrowthSites(measured, sites);
        return proof.growth().subject() instanceof Subject.TinyObjects
                ? growthSites.ofTinyObjects().entrySet().stream()
                        .map(line -> leak(proof, growthSites.onHeap(line.getKey()), line.getValue()))
                : Stream.of(leak(proof, growthSites.of(proof.growth().subject()), 1));
    }

    /** Returns what leaks of the heap are told together by; others are told apart. */
    private static Object line(Leak leak) {
        return leak.kind() == Kind.HEAP
                ? List.of(leak.fingerprint(), leak.known(), Optional.ofNullable(leak.site()))
                : leak;
    }

    /** What one line keeps is one leak, also where some of it are tiny objects, which are measured apart. */
    private static Leak together(Leak leak, Leak other) {
        Leak main = leak.bytesPerOperation() >= other.bytesPerOperation() ? leak : other;
        return new Leak(
                main.kind(),
                main.fingerprint(),
                main.known(),
                leak.perOperation() + other.perOperation(),
                leak.bytesPerOperation() + other.bytesPerOperation(),
                main.site(),
                main.creator(),
                main.stack(),
                main.state(),
                Stream.of(leak, other)
                        .flatMap(l -> l.evidence().stream())
                        .distinct()
                        .toList(),
                main.hint());
    }

    /** What a reader can change comes before what libraries keep for it. */
    private boolean inModule(Leak leak) {
        Site site = leak.site();
        return site != null && sites.inModule().test(new Frame(site.function(), site.file(), site.line()));
    }

    private Leak leak(Proof proof, GrowthSite growthSite, double part) {
        Kind kind = proof.growth().subject().kind();
        GoroutineCount goroutine = growthSite.goroutine();
        return new Leak(
                kind,
                growthSite.fingerprint(),
                proof.known() != null,
                part * proof.growth().objectsPerOperation(),
                proof.growth().subject().resource().hasBytes()
                        ? part * proof.growth().bytesPerOperation()
                        : 0,
                site(growthSite.site()),
                site(goroutine == null ? null : goroutine.creator()),
                growthSite.stack().frames().stream().map(LeakFinder::frame).toList(),
                goroutine == null ? null : goroutine.state(),
                evidence(proof, growthSite),
                cause(siteFacts(proof, growthSite)).map(Cause::hint).orElse(null));
    }

    private Optional<Cause> cause(SiteFacts siteFacts) {
        return causes.of(siteFacts).or(() -> siteFacts.whereItIsKept().flatMap(causes::of));
    }

    private SiteFacts siteFacts(Proof proof, GrowthSite growthSite) {
        Growth growth = proof.growth();
        double objects = growth.objectsPerOperation();
        return new SiteFacts(
                growth.subject().kind(),
                growthSite,
                sites,
                reason(proof, growthSite).orElse(""),
                objects == 0 ? 0 : growth.bytesPerOperation() / objects);
    }

    private Optional<String> reason(Proof proof, GrowthSite growthSite) {
        Frame site = growthSite.site();
        return site != null && proof.growth().subject().kind() == Kind.HEAP
                ? diagnostics.compiler().apply(site)
                : Optional.empty();
    }

    private List<String> evidence(Proof proof, GrowthSite growthSite) {
        GoroutineCount goroutine = growthSite.goroutine();
        List<String> evidence = new ArrayList<>();
        String line =
                "grows in proportion to the work, up to %s operations".formatted(Numbers.count(conclusion.furthest()));
        evidence.add(proof.confirmed() ? line : line + "; not confirmed beyond");
        if (goroutine != null && proof.growth().subject().kind() == Kind.GOROUTINE) {
            evidence.add("blocked: " + goroutine.state());
            if (goroutine.state().startsWith("sleep")) {
                evidence.add("they sleep: if they end by themselves, a longer noleak.settle waits for that");
            }
            new TreeMap<>(goroutine.labels()).forEach((key, value) -> evidence.add("labelled " + key + "=" + value));
            diagnostics.runtime().apply(goroutine).ifPresent(said -> evidence.add(words(said, goroutine.state())));
            diagnostics.trace().apply(goroutine).ifPresent(seen -> evidence.add(words(seen)));
        }
        if (proof.growth().subject() instanceof Subject.TinyObjects) {
            evidence.add(TINY);
        }
        if (proof.growth().subject().resource() == Resource.OFF_HEAP) {
            evidence.add(NO_LINE);
        }
        reason(proof, growthSite).ifPresent(reason -> evidence.add("the compiler: " + reason));
        List<String> holders = diagnostics.holders().apply(proof.growth());
        if (!holders.isEmpty()) {
            evidence.add("held by " + String.join(" -> ", holders));
        }
        if (proof.known() != null) {
            evidence.add(known(proof.known()));
        }
        return evidence;
    }

    static String words(Reachability said, String state) {
        if (said.unreachable() == 0) {
            return SENDING.stream().anyMatch(state::startsWith)
                    ? "not proven by the runtime: it finds a way to what they wait for, if only by what they send"
                    : "reachable: blocked on a global or a live value";
        }
        String some = said.unreachable() == said.all()
                ? ""
                : " for %s of %s".formatted(Numbers.count(said.unreachable()), Numbers.count(said.all()));
        return "proven by the runtime" + some + ": blocked on what nothing can reach";
    }

    private static String words(TracedWaits seen) {
        List<String> parts = new ArrayList<>();
        if (seen.lasting() > 0) {
            parts.add("%s blocked here, %s to %s after the start, and did not run again in the %s that followed"
                    .formatted(
                            Numbers.count(seen.lasting(), "goroutine"),
                            Numbers.time(seen.first()),
                            Numbers.time(seen.last()),
                            Numbers.time(seen.rest())));
        }
        if (seen.ended() > 0 || (seen.ended() == 0 && seen.lasting() > 0)) {
            parts.add(
                    seen.ended() == 0
                            ? "no wait here ended"
                            : Numbers.count((double) seen.ended(), "wait") + " here ended");
        }
        return "trace of %s: %s"
                .formatted(
                        Numbers.count((double) seen.operations(), "operation"),
                        parts.isEmpty() ? "nothing of these waits" : String.join("; ", parts));
    }

    private static String known(KnownLeak known) {
        return "known" + (known.expires() == null ? "" : " until " + known.expires()) + ": " + known.reason();
    }

    private static @Nullable Site site(@Nullable Frame frame) {
        return frame == null ? null : frame(frame);
    }

    private static Site frame(Frame frame) {
        return new Site(frame.function(), frame.file(), frame.line());
    }
}
