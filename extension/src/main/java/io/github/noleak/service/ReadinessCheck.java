package io.github.noleak.service;

import io.github.noleak.go.GoException;
import io.github.noleak.go.process.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** Asks a service again and again whether it is ready. */
record ReadinessCheck(Readiness readiness, ChildProcess process) {

    private static final int PATIENCE_MILLIS = 2_000;

    static ReadinessCheck of(ServicePlan plan, Ports ports, ChildProcess process) {
        Readiness readiness = Readiness.parse(ports.fill(plan.ready()), ports)
                .orElseThrow(() -> new GoException(
                        "@GoService(ready = \"" + plan.ready() + "\") is nothing that the service " + plan.name()
                                + " could be asked for",
                        List.of("Expected: " + Readiness.ALLOWED + ", and ${port} in args or env for a path.")));
        return new ReadinessCheck(readiness, process);
    }

    /** Returns what is still missing, in words; empty once the service is ready. */
    String missing() {
        if (readiness instanceof Readiness.Http http) {
            return get(http);
        }
        if (readiness instanceof Readiness.Tcp tcp) {
            return connect(tcp);
        }
        if (readiness instanceof Readiness.Line line) {
            return process.output().text().contains(line.words()) ? "" : "no line with \"" + line.words() + "\"";
        }
        return "";
    }

    private static String get(Readiness.Http http) {
        try (HttpSource source = HttpSource.once(PATIENCE_MILLIS)) {
            int status = source.status(http.address());
            return status >= 200 && status < 300 ? "" : "GET " + http.address() + " answered " + status;
        } catch (IOException e) {
            return "GET " + http.address() + ": " + e.getMessage();
        }
    }

    private static String connect(Readiness.Tcp tcp) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.port()), PATIENCE_MILLIS);
            return "";
        } catch (IOException e) {
            return "port " + tcp.port() + ": " + e.getMessage();
        }
    }
}
