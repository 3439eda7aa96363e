package io.github.noleak.service;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.GoException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a server wants to be asked with.
 *
 * @param fields headers of each request
 * @param trusted a file of the certificates to trust in PEM form, besides none other; null for those of the JVM
 * @param timeout how long an answer may pause
 */
@API(status = INTERNAL, since = "0.1")
public record Access(Map<String, String> fields, @Nullable Path trusted, Duration timeout) {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** Copies the map. */
    public Access {
        fields = Map.copyOf(fields);
    }

    /** Returns what is enough for a service that was started here. */
    public static Access open() {
        return new Access(Map.of(), null, TIMEOUT);
    }

    /** Returns headers and certificates for a service that runs elsewhere. */
    public static Access with(Map<String, String> fields, @Nullable Path trusted) {
        return new Access(fields, trusted, TIMEOUT);
    }

    Headers headers() {
        Headers.Builder headers = new Headers.Builder();
        fields.forEach((name, value) -> {
            try {
                headers.add(name, value);
            } catch (IllegalArgumentException e) { // it may have the value, which may be a secret
                throw new GoException(
                        "The header \"" + name + "\" cannot be sent",
                        List.of("Expected: a name and a value of printable ASCII characters; correct"
                                + " @PprofEndpoint(headers)."));
            }
        });
        return headers.build();
    }

    void secure(OkHttpClient.Builder client) {
        if (trusted == null) {
            return;
        }
        try (InputStream pem = Files.newInputStream(trusted)) {
            X509TrustManager trust = trust(pem);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, new SecureRandom());
            client.sslSocketFactory(context.getSocketFactory(), trust);
        } catch (IOException | GeneralSecurityException e) {
            throw new GoException(
                    "The certificates to trust cannot be read from " + trusted + ": " + e.getMessage(),
                    List.of("Expected: certificates in PEM form; correct @PprofEndpoint(trust)."));
        }
    }

    private static X509TrustManager trust(InputStream pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
            store.setCertificateEntry("noleak" + number++, certificate);
        }
        if (number == 0) {
            throw new IOException("there is none");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager found) {
                return found;
            }
        }
        throw new GeneralSecurityException("the JVM has no X.509 trust manager");
    }
}
