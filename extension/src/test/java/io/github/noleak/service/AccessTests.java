package io.github.noleak.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.noleak.go.GoException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTests {

    private static final HeldCertificate OURS = certificate("127.0.0.1");
    private static final HeldCertificate ANOTHER = certificate("127.0.0.1");

    @TempDir
    Path temporary;

    @Test
    void serviceThatWasStartedHereWantsNothing() {
        assertThat(Access.open().fields()).isEmpty();
        assertThat(Access.open().trusted()).isNull();
        assertThat(Access.open().timeout()).isPositive();
    }

    @Test
    void fieldsAreCopied() {
        Map<String, String> fields = new HashMap<>(Map.of("X-Team", "shop"));
        Access access = Access.with(fields, null);
        fields.clear();

        assertThat(access.fields()).containsExactly(Map.entry("X-Team", "shop"));
    }

    @ParameterizedTest
    @CsvSource({"X-Token, 'sec\nret'", "X-Token, 'sec\u00e9ret'", "'X Token', secret", "'', secret"})
    void fieldThatCannotBeSentIsNamedAndItsValueIsNot(String name, String value) {
        Access access = Access.with(Map.of(name, value), null);

        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> HttpSource.of(URI.create("http://127.0.0.1:1/"), access))
                .withMessageContaining("\"" + name + "\"")
                .withMessageContaining("@PprofEndpoint(headers)")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("ret"));
    }

    @Test
    void certificateOfTheFileIsTrusted() throws IOException {
        assertThat(read(OURS, pem(OURS.certificatePem()))).isNotEmpty();
    }

    @Test
    void eachCertificateOfTheFileIsTrusted() throws IOException {
        Path both = pem("# of another service\n" + ANOTHER.certificatePem() + "\n# of ours\n" + OURS.certificatePem());

        assertThat(read(OURS, both)).isNotEmpty();
        assertThat(read(ANOTHER, both)).isNotEmpty();
    }

    @Test
    void authorityOfTheFileVouchesForItsServers() throws IOException {
        HeldCertificate authority =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate signed = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .signedBy(authority)
                .build();

        assertThat(read(signed, pem(authority.certificatePem()))).isNotEmpty();
    }

    @Test
    void anotherCertificateIsNotTrusted() throws IOException {
        Path file = pem(ANOTHER.certificatePem());

        assertThatIOException().isThrownBy(() -> read(OURS, file)).withMessageContaining("certif");
    }

    @Test
    void certificateOfNoFileIsNotTrusted() {
        assertThatIOException().isThrownBy(() -> read(OURS, null)).withMessageContaining("certif");
    }

    @Test
    void certificateOfAnotherHostIsNotTrusted() throws IOException {
        HeldCertificate elsewhere = certificate("shop.example.com");
        Path file = pem(elsewhere.certificatePem());

        assertThatIOException().isThrownBy(() -> read(elsewhere, file)).withMessageContaining("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no certificate\n",
                "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n"
            })
    void fileWithoutCertificatesIsAnError(String content) throws IOException {
        assertRefused(pem(content));
    }

    @Test
    void fileOfAKeyIsAnError() throws IOException {
        assertRefused(pem(OURS.privateKeyPkcs8Pem()));
    }

    @Test
    void fileThatIsNotThereIsAnError() {
        assertRefused(temporary.resolve("nowhere.pem"));
    }

    private static void assertRefused(Path file) {
        Access access = Access.with(Map.of(), file);
        URI address = URI.create("https://127.0.0.1/debug/pprof/");

        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> HttpSource.of(address, access))
                .withMessageContaining(file.toString())
                .withMessageContaining("@PprofEndpoint(trust)")
                .withMessageNotContaining("null");
    }

    private static byte[] read(HeldCertificate server, @Nullable Path trusted) throws IOException {
        HandshakeCertificates held =
                new HandshakeCertificates.Builder().heldCertificate(server).build();
        try (PprofServer pprof = PprofServer.startSecure(held.sslSocketFactory())) {
            URI address = pprof.uri("https", PprofServer.BASE + PprofServer.HEAP);
            try (HttpSource source = HttpSource.of(address, Access.with(Map.of(), trusted))) {
                return source.read(address, 1 << 20, InputStream::readAllBytes);
            }
        }
    }

    private Path pem(String content) throws IOException {
        return Files.writeString(temporary.resolve("trusted.pem"), content);
    }

    private static HeldCertificate certificate(String host) {
        return new HeldCertificate.Builder().addSubjectAlternativeName(host).build();
    }
}
