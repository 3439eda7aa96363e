package io.github.noleak.examples;

import io.github.noleak.GoServiceProcess;
import io.github.noleak.Metric;
import org.junit.jupiter.api.Test;

/** Every leaking endpoint of the shop fails its gate, for the right reason and at the right line. */
class LeakingShopTests {

    @Test
    void findsAWorkerWhoseAnswerNobodyTakes() {
        gate("quotes")
                .isALeakOf(Metric.GOROUTINES)
                .isOf("LeakingShopCase.quotes")
                .isKeptBy("(*Desk).AskLeaking", "quotes.go")
                .isCreatedBy("(*Desk).AskLeaking", "quotes.go")
                .namesTheMarkedLinesOf("internal/quotes/quotes.go");
    }

    @Test
    void findsAListenerThatKeepsItsOrder() {
        gate("orders")
                .isALeakOf(Metric.RETAINED_OBJECTS)
                .isOf("LeakingShopCase.orders")
                .isKeptBy("(*Desk).PlaceLeaking", "checkout.go")
                .namesTheMarkedLinesOf("internal/checkout/checkout.go");
    }

    @Test
    void findsATickerThatARequestForgets() {
        gate("stock")
                .isALeakOf(Metric.GOROUTINES)
                .isOf("LeakingShopCase.stock")
                .isKeptBy("(*Warehouse).WatchLeaking", "stock.go")
                .isCreatedBy("(*Warehouse).WatchLeaking", "stock.go")
                .namesTheMarkedLinesOf("internal/stock/stock.go");
    }

    private static FailedGate gate(String endpoint) {
        return FailedGate.of(LeakingShopCase.class, endpoint, GoServiceProcess.class);
    }
}
