package consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.GoModule;
import io.github.noleak.GoService;
import io.github.noleak.GoServiceProcess;
import io.github.noleak.NoLeak;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** The workload calls the service by an OkHttp of the project's own. */
@GoModule("../go")
@GoService(
        main = "./cmd/basket",
        args = {"-addr", "127.0.0.1:${port}"},
        ready = "/ready")
class ServiceTest {

    private static final OkHttpClient CLIENT = new OkHttpClient();

    @NoLeak(iterations = 50)
    void takes(GoServiceProcess service) throws Exception {
        Request request =
                new Request.Builder().url(service.uri("/take").toURL()).build();
        try (Response response = CLIENT.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
    }
}
