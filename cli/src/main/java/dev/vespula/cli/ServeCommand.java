package dev.vespula.cli;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.LinkException;
import dev.vespula.cli.serve.EndSignals;
import dev.vespula.cli.serve.Listening;
import dev.vespula.cli.serve.ServeLog;
import dev.vespula.cli.serve.WebServer;
import dev.vespula.http.HttpHandler;
import dev.vespula.http.HttpOptions;
import dev.vespula.http.WasiHttp;
import dev.vespula.wasi.NetworkPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code vespula serve}: answers HTTP requests with a component until it is told to end. */
final class ServeCommand extends Command {
    private static final String LOOPBACK = "127.0.0.1:8080";

    private final Option address = Option.value("--addr", "HOST:PORT",
            "Where to listen (default " + LOOPBACK
                    + "). With port 0 it is one that is free; where it listens is told on standard "
                    + "error.");
    private final Option maxInstances = Option.value("--max-instances", "N",
            "How many requests are answered at a time, each by an instance of its own (default "
                    + HttpOptions.DEFAULT.maxConcurrent() + "); others get a 503.");
    private final Option timeout = Option.value("--timeout", "TIME",
            "How long a request may take, from its head until the answer is sent (default 30s): seconds, or with a unit as in 500ms or 2m. "
                    + "Then it gets a 504, or its answer breaks off.");
    private final Option fuel = Option.value("--fuel", "N",
            "Meter execution, and stop a component that uses more than N units of fuel for a request; that is a 500.");
    private final Option maxMemory = Option.value("--max-memory", "BYTES",
            "What the memories and tables of an instance may take together (default 256M); K, M and G may follow the number.");
    private final RunSettings settings = new RunSettings();
    private final NetworkOptions network = new NetworkOptions();
    private final TlsOptions tls = new TlsOptions();

    ServeCommand() {
        super("serve", "Answers HTTP requests with a component.", "FILE");
        takes(address, maxInstances, timeout, fuel, maxMemory, settings.dir);
        takes(settings.environment.options());
        takes(network.allowNet, network.allowDns);
        takes(tls.options());
        takes(settings.tier, settings.maxStack, settings.maxFrames, settings.cache, settings.modules.features);
        explain("FILE is a component, binary or text, that exports 'wasi:http/incoming-handler'. It is answered over HTTP/1.1 and HTTP/2, "
                + "each request by a fresh instance. What a component writes to its standard output and error appears on those of this "
                + "process; its standard input is empty.",
                "A component that traps or runs into a limit answers with a 500; what happened is told on standard error only.",
                "On SIGTERM or SIGINT no more requests are taken, those that run are finished, at most for the time of a request, and "
                        + "the exit code is 0. A second signal ends it at once.");
    }

    @Override
    int run(Console console) {
        String file = arguments().get(0);
        HttpOptions options = options(console);
        Listening at = tls.listening(address, address.isGiven() ? address.value() : LOOPBACK);
        ModuleFile given = new ModuleFile(settings.modules, console, file);
        if (!given.isComponent()) {
            throw new CommandException(file + ": this is a module, and 'vespula serve' takes components");
        }
        ServeLog log = ServeLog.to(console.err(), verbose.isGiven());
        try (Engine engine = Engine.of(config());
                HttpHandler handler = WasiHttp.handler(engine, given.component(engine), options)) {
            return serve(console, at, handler, options.timeout());
        } catch (LinkException e) {
            throw new CommandException(file + ": cannot be linked: " + e.getMessage(), e);
        } finally {
            log.close();
        }
    }

    private Config config() {
        Config config = settings.config();
        return fuel.isGiven() ? config.withFuel(Config.FuelMetering.ON) : config;
    }

    private HttpOptions options(Console console) {
        HttpOptions options = HttpOptions.DEFAULT;
        if (maxInstances.isGiven()) {
            long count = maxInstances.number();
            if (count == 0 || count > Integer.MAX_VALUE) {
                throw maxInstances.badValue("a number from 1 to " + Integer.MAX_VALUE);
            }
            options = options.withMaxConcurrent((int) count);
        }
        if (timeout.isGiven()) {
            options = options.withTimeout(timeout.duration());
        }
        if (fuel.isGiven()) {
            options = options.withFuel(fuel.number());
        }
        if (maxMemory.isGiven()) {
            options = options.withMaxMemory(maxMemory.bytes());
        }
        settings.checkNames();
        Map<String, String> variables = settings.environment.variables(console);
        NetworkPolicy allowed = network.policy();
        return options.withNetwork(allowed).withProcess(() -> WasiSetup.served(console, settings.dir.values(), variables,
                allowed));
    }

    private static int serve(Console console, Listening at, HttpHandler handler, Duration patience) {
        try (EndSignals signals = EndSignals.begin(); WebServer server = WebServer.start(at, handler)) {
            console.error("listening at " + at.url(server.port()));
            try {
                signals.await();
            } catch (InterruptedException e) {
                // Whoever has started this in a thread ends it so.
            }
            server.refuseMore();
            finish(console, handler, patience);
            return Main.OK;
        } catch (IOException e) {
            throw new CommandException("cannot listen at " + at.authority(at.port()) + ": " + reason(e), e);
        }
    }

    /** What the system says, without what Jetty says about it. */
    private static String reason(IOException e) {
        return e.getCause() instanceof IOException inner ? inner.getMessage() : e.getMessage();
    }

    private static void finish(Console console, HttpHandler handler, Duration patience) {
        int active = handler.active();
        if (active > 0) {
            console.error("ending when the requests that run are answered: " + active);
        }
        try {
            handler.drain().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException e) {
            console.error("requests that are given up: " + handler.active());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
