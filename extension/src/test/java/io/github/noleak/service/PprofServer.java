package io.github.noleak.service;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** Answers as Go's net/http/pprof does, but where a test wants something else. */
final class PprofServer implements AutoCloseable {

    static final String COLLECTION = "heap?gc=1&debug=1";
    static final String COUNT = "goroutine?debug=1";
    static final String HEAP = "heap";
    static final String TOTALS = COLLECTION;
    static final String DUMP = "goroutine?debug=2";

    static final String BASE = "/debug/pprof/";

    private static final Logger LOGGER = Logger.getLogger(MockWebServer.class.getName());

    private final MockWebServer server = new MockWebServer();
    private final Map<String, Supplier<MockResponse>> answers = new ConcurrentHashMap<>();
    private int taken;

    private PprofServer() {
        LOGGER.setLevel(Level.OFF);
        answer(COUNT, text("goroutine profile: total 3\n1 @ 0x43f0d6\n"));
        answer(HEAP, bytes(profile()));
        answer(TOTALS, text("# TotalAlloc = 9000\n# HeapAlloc = 4000\n# HeapObjects = 50\n"));
        answer(DUMP, text("""
                goroutine 1 [IO wait, 2 minutes]:
                main.main()
                	/src/main.go:9 +0x1d

                goroutine 7 [running]:
                main.serve()
                	/src/main.go:20 +0x2d
                created by main.main in goroutine 1
                	/src/main.go:8 +0x1d

                """));
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                Supplier<MockResponse> answer = answers.get(request.getTarget());
                return answer == null ? new MockResponse.Builder().code(404).build() : answer.get();
            }
        });
    }

    static PprofServer start() throws IOException {
        PprofServer served = new PprofServer();
        served.server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        return served;
    }

    static PprofServer startSecure(SSLSocketFactory sockets) throws IOException {
        PprofServer served = new PprofServer();
        served.server.useHttps(sockets);
        served.server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        return served;
    }

    static MockResponse.Builder text(String body) {
        return new MockResponse.Builder().body(body);
    }

    static MockResponse.Builder bytes(byte[] body) {
        return new MockResponse.Builder().body(new Buffer().write(body));
    }

    /** Answers a path below the profiles. */
    PprofServer answer(String path, MockResponse.Builder response) {
        MockResponse built = response.build();
        return answer(path, () -> built);
    }

    PprofServer answer(String path, Supplier<MockResponse> response) {
        answers.put(BASE + path, response);
        return this;
    }

    /** Answers everything alike. */
    PprofServer answerAll(MockResponse.Builder response) {
        answers.keySet().forEach(path -> answer(path.substring(BASE.length()), response));
        return this;
    }

    URI base() {
        return uri("http", BASE);
    }

    URI uri(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + server.getPort() + path);
    }

    /** Takes the requests that have come since the last time. */
    List<RecordedRequest> requests() throws InterruptedException {
        List<RecordedRequest> requests = new ArrayList<>();
        for (; taken < server.getRequestCount(); taken++) {
            requests.add(server.takeRequest());
        }
        return requests;
    }

    @Override
    public void close() {
        server.close();
    }

    /** Writes a profile of one kind of value and no sample. */
    private static byte[] profile() {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(target);
            out.writeByteArray(1, new byte[] {1 << 3, 1, 2 << 3, 2}); // a type: its name, its unit
            for (String text : List.of("", "inuse_objects", "count")) {
                out.writeString(6, text);
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target.toByteArray();
    }
}
