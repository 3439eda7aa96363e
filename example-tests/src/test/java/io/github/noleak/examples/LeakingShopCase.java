package io.github.noleak.examples;

import io.github.noleak.GoModule;
import io.github.noleak.GoService;
import io.github.noleak.GoServiceProcess;
import io.github.noleak.NoLeak;
import java.io.IOException;

/** The leaking twins of {@link ShopLeakTest}; {@link LeakingShopTests} runs them. */
@GoModule("go/shop")
@GoService(
        main = "./cmd/shop",
        args = {"-addr", "127.0.0.1:${port}"},
        ready = "/healthz")
class LeakingShopCase {

    @NoLeak(iterations = 200)
    void quotes(GoServiceProcess shop) throws IOException, InterruptedException {
        ShopClient.post(shop.uri("/v1/quotes?wait=1ms"), ShopClient.BASKET, 504);
    }

    @NoLeak(iterations = 200)
    void orders(GoServiceProcess shop) throws IOException, InterruptedException {
        ShopClient.post(shop.uri("/v1/orders"), ShopClient.BASKET, 201);
    }

    @NoLeak(iterations = 200)
    void stock(GoServiceProcess shop) throws IOException, InterruptedException {
        ShopClient.get(shop.uri("/v1/stock?product=7"), 200);
    }
}
