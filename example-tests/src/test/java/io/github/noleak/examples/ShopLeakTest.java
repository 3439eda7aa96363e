package io.github.noleak.examples;

import io.github.noleak.GoModule;
import io.github.noleak.GoService;
import io.github.noleak.GoServiceProcess;
import io.github.noleak.NoLeak;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that lets go of what its requests needed; each method is one call of an endpoint. */
@GoModule("go/shop")
@GoService(
        main = "./cmd/shop",
        args = {"-addr", "127.0.0.1:${port}"},
        ready = "/healthz")
class ShopLeakTest {

    private static final int PRODUCTS = 1000;

    /** Counts the calls for prices, whichever object of this class they are made on. */
    private static final AtomicInteger PRICES = new AtomicInteger();

    @NoLeak(iterations = 200)
    void products(GoServiceProcess shop) throws IOException, InterruptedException {
        ShopClient.get(shop.uri("/products/7"), 200);
    }

    /** Asks for another product with every call: the cache of 256 prices fills up, and then forgets as it learns. */
    @NoLeak(iterations = 200)
    void prices(GoServiceProcess shop) throws IOException, InterruptedException {
        int product = 1 + PRICES.getAndIncrement() % PRODUCTS;
        ShopClient.get(shop.uri("/prices/" + product), 200);
    }

    /** Gives the shop less time than a quote takes. */
    @NoLeak(iterations = 200)
    void quotes(GoServiceProcess shop) throws IOException, InterruptedException {
        ShopClient.post(shop.uri("/v2/quotes?wait=1ms"), ShopClient.BASKET, 504);
    }

    @NoLeak(iterations = 200)
    void orders(GoServiceProcess shop) throws IOException, InterruptedException {
        ShopClient.post(shop.uri("/v2/orders"), ShopClient.BASKET, 201);
    }

    @NoLeak(iterations = 200)
    void stock(GoServiceProcess shop) throws IOException, InterruptedException {
        ShopClient.get(shop.uri("/v2/stock?product=7"), 200);
    }
}
