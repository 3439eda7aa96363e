package io.github.noleak.junit;

import io.github.noleak.GoModule;
import io.github.noleak.GoService;
import io.github.noleak.PprofEndpoint;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.config.Times;
import io.github.noleak.gate.Session;
import io.github.noleak.gate.service.LiveService;
import io.github.noleak.go.build.Program;
import io.github.noleak.go.module.BuildSettings;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.service.Access;
import io.github.noleak.service.PprofAddress;
import io.github.noleak.service.PprofSource;
import io.github.noleak.service.ServicePlan;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** Starts, or finds, the service that the annotations on a class name. */
final class Services {

    private static final Namespace NAMESPACE = Namespace.create(Services.class);

    private Services() {}

    /** A service in JUnit's store, which closes it: by this interface alone before JUnit 5.13. */
    private record Held(LiveService service) implements CloseableResource {

        @Override
        public void close() {
            service.close();
        }
    }

    /** Returns whether a class is about a service. */
    static boolean isNamed(ExtensionContext context) {
        return ClassAnnotations.find(context, GoService.class).isPresent()
                || ClassAnnotations.find(context, PprofEndpoint.class).isPresent();
    }

    /** Returns the service of a test, which is started the first time. */
    static LiveService of(ExtensionContext context, Session session) {
        Optional<GoService> service = ClassAnnotations.find(context, GoService.class);
        Optional<PprofEndpoint> endpoint = ClassAnnotations.find(context, PprofEndpoint.class);
        String where = context.getRequiredTestClass().getSimpleName();
        if (service.isPresent() && endpoint.isPresent()) {
            throw new ConfigurationException("The class " + where
                    + " requires that one of @GoService or @PprofEndpoint stand on it, but not both.");
        }
        List<Object> key = key(context);
        boolean perTest = service.map(GoService::perTest).orElse(false);
        if (perTest && context.getTestMethod().isEmpty()) {
            throw new ConfigurationException("@GoService(perTest = true) on " + where
                    + " has no process before a test begins; take GoServiceProcess as a parameter of a test method or of"
                    + " @BeforeEach");
        }
        LiveService live = Objects.requireNonNull((perTest ? context : owner(context))
                        .getStore(NAMESPACE)
                        .getOrComputeIfAbsent(
                                key,
                                k -> new Held(
                                        service.isPresent()
                                                ? start(context, session, service.get(), where)
                                                : attach(context, session, endpoint.orElseThrow())),
                                Held.class))
                .service();
        live.restartAfterHang();
        return live;
    }

    /** Returns the outermost class that names the same service: classes nested in it share it. */
    private static ExtensionContext owner(ExtensionContext context) {
        ExtensionContext owner = context;
        for (Optional<ExtensionContext> c = Optional.of(context);
                c.isPresent() && c.get().getTestClass().isPresent();
                c = c.get().getParent()) {
            if (c.get().getTestMethod().isEmpty() && key(c.get()).equals(key(context))) {
                owner = c.get();
            }
        }
        return owner;
    }

    /** Returns the annotations by which two services are the same. */
    private static List<Object> key(ExtensionContext context) {
        List<Object> key = new ArrayList<>();
        ClassAnnotations.find(context, GoService.class).ifPresent(key::add);
        ClassAnnotations.find(context, PprofEndpoint.class).ifPresent(key::add);
        ClassAnnotations.find(context, GoModule.class).ifPresent(key::add);
        return key;
    }

    private static LiveService start(ExtensionContext context, Session session, GoService service, String where) {
        GoModule module = ClassAnnotations.module(context, "@GoService on " + where);
        BuildSettings settings = Modules.build(session, module);
        ModuleListing listing = session.module(settings);
        ServiceTexts texts = new ServiceTexts("GoService");
        Program program = session.program(listing, service.main(), List.of(service.flags()));
        ServicePlan plan = new ServicePlan(
                program.main().path(),
                List.of(service.args()),
                texts.pairs("env", '=', service.env()),
                service.ready(),
                Times.parse(service.startTimeout())
                        .orElseThrow(() -> new ConfigurationException("@GoService(startTimeout = \""
                                + service.startTimeout() + "\") on " + where + " is no time; expected: "
                                + Times.ALLOWED)),
                service.pprof());
        return LiveService.started(session.workplace(), program, plan);
    }

    private static LiveService attach(ExtensionContext context, Session session, PprofEndpoint endpoint) {
        ServiceTexts texts = new ServiceTexts("PprofEndpoint");
        Map<String, String> headers = new LinkedHashMap<>();
        // Split before they are filled: a message must not have a secret in it.
        texts.pairs("headers", ':', endpoint.headers())
                .forEach((name, value) -> headers.put(name, texts.filled("headers", value)));
        String trust = texts.filled("trust", endpoint.trust());
        Access access = Access.with(headers, trust.isEmpty() ? null : Path.of(trust));
        List<PprofSource> replicas = new ArrayList<>();
        for (String address : endpoint.value()) {
            replicas.add(PprofSource.of(session.workplace(), base(texts.filled("value", address)), access));
        }
        if (replicas.isEmpty()) {
            throw new ConfigurationException(
                    "@PprofEndpoint names no address; expected: one such as" + " http://127.0.0.1:6060/debug/pprof/");
        }
        return LiveService.attached(replicas, module(context, session));
    }

    private static URI base(String address) {
        return PprofAddress.base(address)
                .orElseThrow(() -> new ConfigurationException("@PprofEndpoint(\"" + address
                        + "\") is no address; expected: one such as http://127.0.0.1:6060/debug/pprof/"));
    }

    private static @Nullable ModuleListing module(ExtensionContext context, Session session) {
        return ClassAnnotations.find(context, GoModule.class)
                .map(m -> session.module(Modules.build(session, m)))
                .orElse(null);
    }
}
