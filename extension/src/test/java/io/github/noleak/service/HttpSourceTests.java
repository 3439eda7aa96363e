package io.github.noleak.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSourceTests {

    private static final int MEGABYTE = 1 << 20;

    private PprofServer server;
    private HttpSource source;

    @BeforeEach
    void start() throws IOException {
        server = PprofServer.start();
        source = HttpSource.of(server.base(), Access.with(Map.of("Authorization", "Bearer abc"), null));
    }

    @AfterEach
    void stop() {
        source.close();
        server.close();
    }

    @Test
    void answerIsRead() throws IOException {
        server.answer("x", PprofServer.text("some words"));

        assertThat(read("x")).isEqualTo("some words");
    }

    @Test
    void deflatedAnswerIsInflated() throws IOException {
        server.answer("x", deflated(gzip("some words".getBytes(UTF_8))));

        assertThat(read("x")).isEqualTo("some words");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 304, 403, 404, 500, 503})
    void anyOtherStatusIsAnErrorThatSaysIt(int status) {
        server.answer("x", new MockResponse.Builder().code(status));

        assertThatIOException().isThrownBy(() -> read("x")).withMessage("answered " + status);
    }

    @Test
    void firstLineOfARefusalIsSaid() {
        server.answer("x", PprofServer.text("\nprofiling is off\nsince 2020\n").code(403));

        assertThatIOException().isThrownBy(() -> read("x")).withMessage("answered 403: profiling is off");
    }

    @Test
    void longRefusalIsCut() {
        server.answer("x", PprofServer.text("no".repeat(MEGABYTE)).code(500));

        assertThatIOException()
                .isThrownBy(() -> read("x"))
                .withMessageStartingWith("answered 500: nono")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void refusalThatBreaksOffIsStillSaid() {
        server.answer(
                "x",
                PprofServer.text("no")
                        .setHeader("Content-Length", 100)
                        .onResponseEnd(new SocketEffect.CloseSocket())
                        .code(500));

        assertThatIOException().isThrownBy(() -> read("x")).withMessageStartingWith("answered 500");
    }

    @Test
    void answerAsLongAsItMayBeIsRead() throws IOException {
        server.answer("x", PprofServer.bytes(new byte[MEGABYTE]));

        assertThat(read("x")).hasSize(MEGABYTE);
    }

    @Test
    void answerLongerThanItMayBeIsAnError() {
        server.answer("x", PprofServer.bytes(new byte[MEGABYTE + 1]));

        assertThatIOException().isThrownBy(() -> read("x")).withMessage("answered more than 1 MB");
    }

    @Test
    void bombIsAnError() throws IOException {
        byte[] bomb = gzip(new byte[64 * MEGABYTE]);
        assertThat(bomb.length).isLessThan(MEGABYTE);
        server.answer("x", deflated(bomb));

        assertThatIOException().isThrownBy(() -> read("x")).withMessage("answered more than 1 MB");
    }

    @Test
    void bombIsAnErrorWhicheverWayItIsRead() throws IOException {
        server.answer("x", deflated(gzip(new byte[2 * MEGABYTE])));
        URI address = server.base().resolve("x");

        assertThatIOException()
                .isThrownBy(
                        () -> source.read(address, MEGABYTE, body -> body.transferTo(OutputStream.nullOutputStream())))
                .withMessage("answered more than 1 MB");
        assertThatIOException()
                .isThrownBy(() -> source.read(address, MEGABYTE, body -> {
                    int bytes = 0;
                    while (body.read() >= 0) {
                        bytes++;
                    }
                    return bytes;
                }))
                .withMessage("answered more than 1 MB");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 15, 25})
    void deflatedAnswerThatBreaksOffIsAnErrorInWords(int length) throws IOException {
        byte[] whole = gzip("some words that are long enough to be cut".getBytes(UTF_8));
        server.answer("x", deflated(Arrays.copyOf(whole, length)));

        assertThatIOException()
                .isThrownBy(() -> read("x"))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }

    @Test
    void answerThatBreaksOffIsAnError() {
        server.answer("x", PprofServer.bytes(new byte[MEGABYTE / 2]).onResponseBody(new SocketEffect.CloseSocket()));

        assertThatIOException()
                .isThrownBy(() -> read("x"))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }

    @Test
    void serverThatAnswersNothingIsGivenUp() throws IOException {
        server.answer("x", PprofServer.text("").onResponseStart(SocketEffect.Stall.INSTANCE));
        Access hasty = new Access(Map.of(), null, Duration.ofMillis(100));

        try (HttpSource impatient = HttpSource.of(server.base(), hasty)) {
            assertThatIOException()
                    .isThrownBy(() -> impatient.read(server.base().resolve("x"), MEGABYTE, InputStream::readAllBytes))
                    .satisfies(e -> assertThat(e.getMessage()).containsPattern("timeout|timed out"));
        }
    }

    @Test
    void serverThatStopsInTheMiddleIsGivenUp() throws IOException {
        server.answer("x", PprofServer.bytes(new byte[MEGABYTE / 2]).onResponseBody(SocketEffect.Stall.INSTANCE));
        Access hasty = new Access(Map.of(), null, Duration.ofMillis(100));

        try (HttpSource impatient = HttpSource.of(server.base(), hasty)) {
            assertThatIOException()
                    .isThrownBy(() -> impatient.read(server.base().resolve("x"), MEGABYTE, InputStream::readAllBytes))
                    .satisfies(e -> assertThat(e.getMessage()).containsPattern("timeout|timed out"));
        }
    }

    @Test
    void serverThatIsNotThereIsAnError() {
        server.close();

        assertThatIOException()
                .isThrownBy(() -> read("x"))
                .withMessageContaining(String.valueOf(server.base().getPort()));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectOnTheHostIsFollowedWithItsHeaders(int status) throws IOException, InterruptedException {
        server.answer("x", redirect("y").code(status)).answer("y", PprofServer.text("there"));

        assertThat(read("x")).isEqualTo("there");
        assertThat(server.requests())
                .extracting(RecordedRequest::getTarget)
                .containsExactly(PprofServer.BASE + "x", PprofServer.BASE + "y");
    }

    @Test
    void redirectToAnotherHostIsRefusedAndNothingIsSentThere() throws IOException, InterruptedException {
        try (PprofServer other = PprofServer.start()) {
            other.answer("x", PprofServer.text("there"));
            server.answer("x", redirect(other.base().resolve("x").toString()));

            assertThatIOException()
                    .isThrownBy(() -> read("x"))
                    .withMessageContaining("redirect off the host")
                    .withMessageContaining(other.base().toString());
            assertThat(other.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:%d/x", "https://127.0.0.1:%d/x", "//127.0.0.2:%d/x", "ftp://127.0.0.1:%d/x"})
    void redirectThatOnlyLooksLikeTheHostIsRefused(String target) throws InterruptedException {
        server.answer("x", redirect(target.formatted(server.base().getPort())));

        assertThatIOException().isThrownBy(() -> read("x")).withMessageContaining("redirect off the host");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", ""})
    void endlessRedirectIsGivenUp(String target) throws InterruptedException {
        server.answer("x", redirect(target));

        assertThatIOException().isThrownBy(() -> read("x")).withMessage("answered with more than 3 redirects");
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void headersAreSentWithEachRequest() throws IOException, InterruptedException {
        server.answer("x", redirect("y")).answer("y", PprofServer.text("there"));
        read("x");
        read("y");

        assertThat(server.requests())
                .hasSize(3)
                .allSatisfy(
                        r -> assertThat(r.getHeaders().values("Authorization")).containsExactly("Bearer abc"));
    }

    @Test
    void connectionIsKeptUntilItIsLetGo() throws IOException, InterruptedException {
        read(PprofServer.TOTALS);
        read(PprofServer.TOTALS);
        source.disconnect();
        read(PprofServer.TOTALS);

        List<RecordedRequest> requests = server.requests();
        assertThat(requests.get(1).getConnectionIndex())
                .isEqualTo(requests.get(0).getConnectionIndex());
        assertThat(requests.get(2).getConnectionIndex())
                .isNotEqualTo(requests.get(0).getConnectionIndex());
    }

    @Test
    void statusIsThatOfTheFirstAnswer() throws IOException {
        server.answer("x", redirect("y")).answer("y", new MockResponse.Builder().code(503));

        assertThat(source.status(server.base().resolve("x"))).isEqualTo(302);
        assertThat(source.status(server.base().resolve("y"))).isEqualTo(503);
    }

    @Test
    void addressOfAnotherKindIsAnError() {
        assertThatIOException()
                .isThrownBy(() -> source.status(URI.create("ftp://127.0.0.1/x")))
                .withMessage("\"ftp://127.0.0.1/x\" is no address of HTTP");
    }

    private String read(String path) throws IOException {
        return new String(source.read(server.base().resolve(path), MEGABYTE, InputStream::readAllBytes), UTF_8);
    }

    private static MockResponse.Builder redirect(String target) {
        return new MockResponse.Builder().code(302).setHeader("Location", target);
    }

    private static MockResponse.Builder deflated(byte[] body) {
        return PprofServer.bytes(body).setHeader("Content-Encoding", "gzip");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(target)) {
            gzip.write(bytes);
        }
        return target.toByteArray();
    }
}
