package io.github.noleak.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTests {

    @Test
    void textsWithoutPlaceholdersNeedNoPort() {
        Ports ports = Ports.free(List.of("-addr", "127.0.0.1:8080", "$port", "${PORT}", "${portal}"));

        assertThat(ports.numbers()).isEmpty();
        assertThat(ports.fill("a $port ${PORT} ${portal}")).isEqualTo("a $port ${PORT} ${portal}");
    }

    @Test
    void eachNameHasOnePortInTheOrderOfTheTexts() {
        Ports ports = Ports.free(List.of("-b=${port:b}", "-x=${port}", "${port:a},${port:b}", "${port}"));

        assertThat(ports.numbers().keySet()).containsExactly("b", "", "a");
        assertThat(ports.numbers().values())
                .doesNotHaveDuplicates()
                .allSatisfy(p -> assertThat(p).isBetween(1, 65_535));
    }

    @Test
    void placeholdersBecomeTheirNumbers() {
        Ports ports = new Ports(Map.of("", 1234, "admin", 5678));

        assertThat(ports.fill("127.0.0.1:${port}/${port:admin}?again=${port}$1\\"))
                .isEqualTo("127.0.0.1:1234/5678?again=1234$1\\");
    }

    @Test
    void placeholderWithAnEmptyNameIsTheOneWithout() {
        assertThat(Ports.free(List.of("${port:}", "${port}")).numbers()).containsOnlyKeys("");
    }

    @Test
    void portsAreFreeOnTheLoopback() throws IOException {
        int port = Ports.free(List.of("${port}")).numbers().get("");

        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    void manyPortsAreAllDifferent() {
        List<String> texts =
                IntStream.range(0, 100).mapToObj(i -> "${port:p" + i + "}").toList();

        assertThat(Ports.free(texts).numbers().values()).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void numbersCannotBeChanged() {
        Map<String, Integer> numbers = new Ports(Map.of("", 1234)).numbers();

        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> numbers.put("", 1));
    }
}
