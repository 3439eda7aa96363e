package io.github.noleak.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadinessTests {

    private static final Ports NONE = new Ports(Map.of());
    private static final Ports TWO = new Ports(Map.of("", 1234, "admin", 5678));

    @Test
    void nothingWrittenIsTheStartWhereThereIsNoPort() {
        assertThat(Readiness.parse("", NONE)).contains(new Readiness.Started());
    }

    @Test
    void nothingWrittenIsThePortWithoutAName() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        numbers.put("admin", 5678);
        numbers.put("", 1234);

        assertThat(Readiness.parse("", new Ports(numbers))).contains(new Readiness.Tcp(1234));
    }

    @Test
    void nothingWrittenIsTheFirstPortWhereAllHaveNames() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        numbers.put("web", 1);
        numbers.put("admin", 2);

        assertThat(Readiness.parse("", new Ports(numbers))).contains(new Readiness.Tcp(1));
    }

    @Test
    void tcpIsThePortWithoutAName() {
        assertThat(Readiness.parse("tcp", TWO)).contains(new Readiness.Tcp(1234));
    }

    @Test
    void tcpWithANameIsThatPort() {
        assertThat(Readiness.parse("tcp:admin", TWO)).contains(new Readiness.Tcp(5678));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp:other", "tcp:1234", "tcp: admin"})
    void tcpWithAnUnknownNameIsNothing(String text) {
        assertThat(Readiness.parse(text, TWO)).isEmpty();
    }

    @Test
    void tcpWithoutAPortIsNothing() {
        assertThat(Readiness.parse("tcp", NONE)).isEmpty();
    }

    @Test
    void pathIsOnThePortWithoutAName() {
        assertThat(Readiness.parse("/healthz?full=1", TWO))
                .contains(new Readiness.Http(URI.create("http://127.0.0.1:1234/healthz?full=1")));
    }

    @Test
    void pathWithoutAPortIsNothing() {
        assertThat(Readiness.parse("/healthz", new Ports(Map.of("admin", 5678))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:5678/ready", "HTTPS://localhost/ready"})
    void addressIsTakenAsItIs(String text) {
        assertThat(Readiness.parse(text, NONE)).contains(new Readiness.Http(URI.create(text)));
    }

    @Test
    void lineKeepsItsWords() {
        assertThat(Readiness.parse("line: listening on :80 ", NONE)).contains(new Readiness.Line(" listening on :80 "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "line:",
                "line",
                "healthz",
                "ftp://127.0.0.1/ready",
                "httpx://127.0.0.1/ready",
                "http:///ready",
                "http:ready",
                "http://127.0.0.1/a b",
                "/a b",
                "/{",
                "TCP",
                " "
            })
    void anythingElseIsNothing(String text) {
        assertThat(Readiness.parse(text, TWO)).isEmpty();
    }
}
