package io.github.noleak.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.noleak.go.GoException;
import io.github.noleak.go.goroutine.GoroutineGroup;
import io.github.noleak.go.process.Workplace;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attaches to a server that answers rightly, wrongly or not at all. */
class PprofSourceTests {

    private static final Settling AT_ONCE = new Settling(Duration.ZERO, Duration.ofMinutes(5), false);

    private final Workplace workplace = Workplace.open();
    private PprofServer server;

    @BeforeEach
    void start() throws IOException {
        server = PprofServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
        workplace.close();
    }

    @Test
    void sampleHasWhatTheServerSays() {
        ServiceFindings findings = sample();

        assertThat(findings.settled()).isTrue();
        assertThat(findings.heapObjects()).isEqualTo(50);
        assertThat(findings.heapBytes()).isEqualTo(4000);
        assertThat(findings.totalAlloc()).isEqualTo(9000);
        assertThat(findings.heap().sampleType("inuse_objects")).isZero();
        assertThat(findings.goroutines())
                .satisfiesExactly(
                        g -> {
                            assertThat(g.state()).isEqualTo("IO wait");
                            assertThat(g.waitMinutes()).isEqualTo(2);
                        },
                        g -> assertThat(g.state()).isEqualTo("running"));
    }

    @Test
    void whatOnlyAProcessOfOursTellsIsUnknown() {
        ServiceFindings findings = sample();

        assertThat(findings.recorded()).isFalse();
        assertThat(findings.planted()).isZero();
        assertThat(findings.goVersion()).isEmpty();
        assertThat(findings.amounts()).isEmpty();
        assertThat(findings.openFilesLimit()).isZero();
    }

    @Test
    void garbageIsCollectedTwiceBeforeTheFigures() throws InterruptedException {
        sample();

        assertThat(server.requests())
                .extracting(r -> r.getTarget().substring(PprofServer.BASE.length()))
                .containsExactly(
                        PprofServer.COLLECTION,
                        PprofServer.COUNT,
                        PprofServer.TOTALS,
                        PprofServer.HEAP,
                        PprofServer.DUMP);
    }

    @Test
    void goroutinesThatEndAreWaitedFor() {
        AtomicInteger left = new AtomicInteger(9);
        server.answer(
                PprofServer.COUNT,
                () -> PprofServer.text(
                                "goroutine profile: total " + (left.get() > 3 ? left.decrementAndGet() : 3) + "\n")
                        .build());

        assertThat(sample(new Settling(Duration.ofMillis(1), Duration.ofMinutes(5), false))
                        .settled())
                .isTrue();
        assertThat(left).hasValue(3);
    }

    @Test
    void goroutinesThatDoNotSettleAreNotWaitedForBeyondTheCeiling() {
        assertThat(sample(new Settling(Duration.ofHours(1), Duration.ZERO, false))
                        .settled())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {PprofServer.COLLECTION, PprofServer.COUNT, PprofServer.HEAP, PprofServer.DUMP})
    void eachAddressThatFailsIsNamed(String path) {
        server.answer(path, PprofServer.text("out of order").code(500));

        assertRefused()
                .withMessageContaining("GET " + server.base().resolve(path) + ": answered 500: out of order")
                .withMessageContaining("Expected: the profiles of Go's net/http/pprof below " + server.base());
    }

    @ParameterizedTest
    @ValueSource(strings = {PprofServer.COLLECTION, PprofServer.COUNT, PprofServer.HEAP, PprofServer.DUMP})
    void eachAddressThatAnswersNothingIsNamed(String path) {
        server.answer(path, new MockResponse.Builder());

        assertRefused()
                .withMessageStartingWith("GET " + server.base().resolve(path) + ": ")
                .withMessageNotContaining("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {PprofServer.COLLECTION, PprofServer.COUNT, PprofServer.HEAP, PprofServer.DUMP})
    void eachAddressThatAnswersAPageIsNamed(String path) {
        server.answer(path, PprofServer.text("<!DOCTYPE html>\n<html><body>Sign in</body></html>\n"));

        assertRefused().withMessageStartingWith("GET " + server.base().resolve(path) + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {PprofServer.COLLECTION, PprofServer.COUNT, PprofServer.HEAP, PprofServer.DUMP})
    void eachAddressThatBreaksOffIsNamed(String path) {
        String half = "goroutine profile: total 3\n# HeapAlloc = 1\n# HeapObjects = 2\n# TotalAlloc = 3\n";
        String rest = "goroutine 1 [running]:\nmain.main()\n\t/src/main.go:9 +0x1d\n\n".repeat(10_000);
        server.answer(path, PprofServer.text(half + rest).onResponseBody(new SocketEffect.CloseSocket()));

        assertRefused()
                .withMessageStartingWith("GET " + server.base().resolve(path) + ": ")
                .withMessageNotContaining("null");
    }

    @Test
    void goroutinesThatTheRuntimeProvesToBeLeakedAreCounted() {
        server.answer("goroutineleak?debug=2", PprofServer.text("""
                goroutine 7 [chan receive (leaked)]:
                main.wait()
                \t/src/m.go:3

                goroutine 8 [chan receive]:
                main.wait()
                \t/src/m.go:3
                """));

        assertThat(leakProof()).singleElement().satisfies(g -> {
            assertThat(g.count()).isEqualTo(2);
            assertThat(g.unreachable()).isEqualTo(1);
        });
    }

    @Test
    void nothingIsProvenWhereTheRuntimeHasNoSuchProfile() {
        assertThat(leakProof()).isEmpty();
        server.answer("goroutineleak?debug=2", PprofServer.text("<html>"));
        assertThat(leakProof()).isEmpty();
    }

    @Test
    void serverWithoutProfilesIsAnError() {
        server.answerAll(new MockResponse.Builder().code(404));

        assertRefused().withMessageContaining("answered 404");
    }

    @Test
    void pageInPlaceOfAHeapProfileIsCalledSo() {
        server.answer(PprofServer.HEAP, PprofServer.text("<!DOCTYPE html>\n<html></html>\n"));

        assertRefused().withMessageContaining("not a profile but an HTML page");
    }

    @Test
    void pageInPlaceOfGoroutinesIsShown() {
        server.answer(PprofServer.COUNT, PprofServer.text("<html>Sign in</html>"));

        assertRefused().withMessageContaining("answered no goroutine profile, but: <html>Sign in</html>");
    }

    @Test
    void connectionThatIsClosedIsAnError() {
        server.answerAll(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));

        assertRefused().withMessageContaining("unexpected end of stream");
    }

    @Test
    void connectionThatIsRefusedIsAnError() {
        server.close();

        // Which of the two depends on how far the system is with closing it.
        assertRefused().withMessageMatching("(?s).*(Failed to connect|Connection reset).*");
    }

    @Test
    void serverThatAnswersNothingIsGivenUp() {
        server.answerAll(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));

        try (PprofSource source =
                PprofSource.of(workplace, server.base(), new Access(Map.of(), null, Duration.ofMillis(100)))) {
            assertThatExceptionOfType(GoException.class)
                    .isThrownBy(() -> source.sample(AT_ONCE))
                    .satisfies(e -> assertThat(e.headline()).containsPattern("timeout|timed out"));
        }
    }

    @Test
    void dumpWithoutAGoroutineIsAnError() {
        server.answer(PprofServer.DUMP, PprofServer.text("no goroutine here\n"));

        assertRefused().withMessageContaining("answered no goroutine, though one has to answer");
    }

    @Test
    void redirectOnTheHostIsFollowed() {
        server.answer(PprofServer.HEAP, redirect(PprofServer.BASE + "allocs"))
                .answer("allocs", redirect(PprofServer.BASE + "missing"));
        assertRefused().withMessageContaining("answered 404");

        server.answer("allocs", redirect(PprofServer.BASE + PprofServer.TOTALS));
        assertRefused().withMessageContaining("not a profile but text");
    }

    @Test
    void redirectToAnotherHostIsRefused() {
        server.answer(PprofServer.HEAP, redirect("http://pprof.example.com/heap"));

        assertRefused().withMessageContaining("redirect off the host, to \"http://pprof.example.com/heap\"");
    }

    @Test
    void endlessRedirectIsGivenUp() {
        server.answer(PprofServer.HEAP, redirect(PprofServer.BASE + PprofServer.HEAP));

        assertRefused().withMessageContaining("answered with more than 3 redirects");
    }

    @Test
    void tokenIsSentWithEachRequest() throws InterruptedException {
        Access access = Access.with(Map.of("Authorization", "Bearer abc"), null);
        try (PprofSource source = PprofSource.of(workplace, server.base(), access)) {
            source.sample(AT_ONCE);
        }

        assertThat(server.requests())
                .hasSize(5)
                .allSatisfy(r -> assertThat(r.getHeaders().get("Authorization")).isEqualTo("Bearer abc"));
    }

    /** A connection that stays open keeps a goroutine of the server. */
    @Test
    void connectionIsLetGoAfterASample() throws InterruptedException {
        try (PprofSource source = PprofSource.of(workplace, server.base(), Access.open())) {
            source.sample(AT_ONCE);
            Set<Integer> first = connections();
            source.sample(AT_ONCE);

            assertThat(first).hasSize(1);
            assertThat(connections()).hasSize(1).doesNotContainAnyElementsOf(first);
        }
    }

    @Test
    void connectionIsLetGoAfterASampleThatFailed() throws InterruptedException {
        server.answer(PprofServer.DUMP, PprofServer.text("out of order").code(500));
        try (PprofSource source = PprofSource.of(workplace, server.base(), Access.open())) {
            assertThatExceptionOfType(GoException.class).isThrownBy(() -> source.sample(AT_ONCE));
            Set<Integer> first = connections();
            assertThatExceptionOfType(GoException.class).isThrownBy(() -> source.sample(AT_ONCE));

            assertThat(first).isNotEmpty();
            assertThat(connections()).isNotEmpty().doesNotContainAnyElementsOf(first);
        }
    }

    private Set<Integer> connections() throws InterruptedException {
        List<RecordedRequest> requests = server.requests();
        Set<Integer> connections = new HashSet<>();
        requests.forEach(r -> connections.add(r.getConnectionIndex()));
        return connections;
    }

    private static MockResponse.Builder redirect(String target) {
        return new MockResponse.Builder().code(302).setHeader("Location", target);
    }

    private List<GoroutineGroup> leakProof() {
        try (PprofSource source = PprofSource.of(workplace, server.base(), Access.open())) {
            return source.leakProof();
        }
    }

    private ServiceFindings sample() {
        return sample(AT_ONCE);
    }

    private ServiceFindings sample(Settling settling) {
        try (PprofSource source = PprofSource.of(workplace, server.base(), Access.open())) {
            return source.sample(settling);
        }
    }

    private ThrowableAssertAlternative<GoException> assertRefused() {
        return assertThatExceptionOfType(GoException.class).isThrownBy(this::sample);
    }
}
