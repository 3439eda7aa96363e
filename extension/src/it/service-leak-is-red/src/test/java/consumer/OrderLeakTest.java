package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.noleak.GoModule;
import io.github.noleak.GoService;
import io.github.noleak.GoServiceProcess;
import io.github.noleak.NoLeak;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GoModule("go")
@GoService(
        main = "./cmd/basket",
        args = {"-addr", "127.0.0.1:${port}"},
        ready = "/ready")
class OrderLeakTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @NoLeak
    void order(GoServiceProcess basket) throws Exception {
        call(basket, "/order");
    }

    @NoLeak
    void cancel(GoServiceProcess basket) throws Exception {
        call(basket, "/cancel");
    }

    @NoLeak(iterations = 50)
    @ParameterizedTest
    @ValueSource(strings = {"/order", "/cancel"})
    void either(String path, GoServiceProcess basket) throws Exception {
        call(basket, path);
    }

    private static void call(GoServiceProcess basket, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(basket.uri(path)).build();
        assertEquals(200, CLIENT.send(request, BodyHandlers.discarding()).statusCode());
    }
}
