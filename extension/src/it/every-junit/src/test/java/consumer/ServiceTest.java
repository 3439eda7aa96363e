package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.noleak.GoModule;
import io.github.noleak.GoService;
import io.github.noleak.GoServiceProcess;
import io.github.noleak.NoLeak;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeAll;

@GoModule("go")
@GoService(
        main = "./cmd/basket",
        args = {"-addr", "127.0.0.1:${port}"},
        ready = "/ready")
class ServiceTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void warmUp(GoServiceProcess service) throws Exception {
        take(service);
    }

    @NoLeak(iterations = 50)
    void takes(GoServiceProcess service) throws Exception {
        take(service);
    }

    private static void take(GoServiceProcess service) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.uri("/take")).build();
        assertEquals(200, CLIENT.send(request, BodyHandlers.discarding()).statusCode());
    }
}
