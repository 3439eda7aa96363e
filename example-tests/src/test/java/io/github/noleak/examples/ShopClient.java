package io.github.noleak.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Calls the shop as a careful client does: one client for all calls, and each body is read to its end. So connections
 * are used again, and what the shop keeps for a connection does not grow with the calls.
 */
final class ShopClient {

    /** A basket that quotes and orders take. */
    static final String BASKET = "{\"lines\":[{\"product\":7,\"count\":2}]}";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private ShopClient() {}

    /** Returns the body of an answer that must have the status. */
    static String get(URI uri, int status) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri).GET(), status);
    }

    /** Posts JSON, and returns the body of an answer that must have the status. */
    static String post(URI uri, String json, int status) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)),
                status);
    }

    private static String send(HttpRequest.Builder builder, int status) throws IOException, InterruptedException {
        HttpRequest request = builder.timeout(PATIENCE).build();
        HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as("%s %s answers %s", request.method(), request.uri(), response.body())
                .isEqualTo(status);
        return response.body();
    }
}
