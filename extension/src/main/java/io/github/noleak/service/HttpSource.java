package io.github.noleak.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Reads from one server: bounded in time and size, over one connection, and never from another host. */
final class HttpSource implements AutoCloseable {

    private static final int MOST_REDIRECTS = 3;

    private static final int WORDS = 200;

    private static final long IDLE_SECONDS = 30;

    private final OkHttpClient client;
    private final Headers headers;

    private HttpSource(OkHttpClient client, Headers headers) {
        this.client = client;
        this.headers = headers;
    }

    /** Makes one for the profiles of a server. */
    static HttpSource of(URI address, Access access) {
        OkHttpClient.Builder builder = builder()
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(access.timeout())
                .callTimeout(access.timeout().multipliedBy(2));
        if (isLoopback(address)) {
            builder.proxy(Proxy.NO_PROXY);
        }
        access.secure(builder);
        return new HttpSource(builder.build(), access.headers());
    }

    /** Makes one that asks a service on the loopback whether it is there. */
    static HttpSource once(int millis) {
        Duration patience = Duration.ofMillis(millis);
        return new HttpSource(
                builder().proxy(Proxy.NO_PROXY).callTimeout(patience).build(), Headers.EMPTY);
    }

    private static OkHttpClient.Builder builder() {
        return new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(1, IDLE_SECONDS, TimeUnit.SECONDS))
                .followRedirects(false)
                .followSslRedirects(false);
    }

    private static boolean isLoopback(URI address) {
        try {
            return InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Returns the same with more time for an answer, over the same connection. */
    HttpSource patient(Duration patience) {
        return new HttpSource(
                client.newBuilder()
                        .readTimeout(patience)
                        .callTimeout(patience.multipliedBy(2))
                        .build(),
                headers);
    }

    /** What is done with the bytes of an answer. */
    interface Reader<T> {
        T read(InputStream body) throws IOException;
    }

    /** Returns the status of the answer, whatever it is. */
    int status(URI address) throws IOException {
        try (Response response = client.newCall(request(url(address))).execute()) {
            return response.code();
        }
    }

    /**
     * Reads an answer of success, inflated if the server has deflated it.
     *
     * @param mostBytes how long the answer may be, inflated
     * @throws IOException if there is none, or it is longer, or it breaks off; the message says so in words
     */
    <T> T read(URI address, long mostBytes, Reader<T> reader) throws IOException {
        HttpUrl url = url(address);
        for (int redirects = 0; ; redirects++) {
            try (Response response = client.newCall(request(url)).execute()) {
                if (response.isRedirect()) {
                    url = followed(url, response, redirects);
                    continue;
                }
                ResponseBody body = response.body();
                if (response.code() != 200) {
                    throw new IOException("answered " + response.code() + words(body));
                }
                try (InputStream bytes = new Bounded(body.byteStream(), mostBytes)) {
                    return reader.read(bytes);
                } catch (EOFException e) { // often without a message
                    throw new IOException("broke off its answer", e);
                }
            }
        }
    }

    private static HttpUrl followed(HttpUrl url, Response response, int redirects) throws IOException {
        String location = response.header("Location", "");
        HttpUrl next = url.resolve(location);
        if (next == null
                || !next.host().equals(url.host())
                || next.port() != url.port()
                || next.isHttps() != url.isHttps()) {
            throw new IOException(
                    "answered " + response.code() + " with a redirect off the host, to \"" + location + "\"");
        }
        if (redirects >= MOST_REDIRECTS) {
            throw new IOException("answered with more than " + MOST_REDIRECTS + " redirects");
        }
        return next;
    }

    /** Returns the beginning of what a server says of its refusal. */
    private static String words(ResponseBody body) {
        try {
            byte[] start = body.byteStream().readNBytes(WORDS);
            String text = new String(start, UTF_8).strip();
            return text.isEmpty() ? "" : ": " + text.lines().findFirst().orElse("");
        } catch (IOException e) {
            return ""; // the status says enough
        }
    }

    private static HttpUrl url(URI address) throws IOException {
        HttpUrl url = HttpUrl.get(address);
        if (url == null) {
            throw new IOException("\"" + address + "\" is no address of HTTP");
        }
        return url;
    }

    private Request request(HttpUrl url) {
        return new Request.Builder().url(url).headers(headers).build();
    }

    /** Lets go of the connection, which would otherwise keep goroutines of the server. */
    void disconnect() {
        client.connectionPool().evictAll();
    }

    @Override
    public void close() {
        disconnect();
        client.dispatcher().executorService().shutdown();
    }

    /** Ends a body that is longer than it may be: a few bytes of gzip inflate to any length. */
    private static final class Bounded extends FilterInputStream {

        private final long most;
        private long read;

        Bounded(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = in.read(bytes, offset, length);
            count(Math.max(0, n));
            return n;
        }

        private void count(int n) throws IOException {
            read += n;
            if (read > most) {
                throw new IOException("answered more than " + (most >> 20) + " MB");
            }
        }
    }
}
